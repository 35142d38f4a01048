// The engine's decide and evolve beside an xstate machine with the same states, steps and guards, both pure and in
// one process, taking turns. The engine checks more: relations, permissions, forms, effects; xstate only states and
// the guard that stands for "may this person". So the ratio says what the checks cost.
//
//   npm run bench engine        npx node bench/engine.bench.ts [rounds=15] [matters=2000]
import { fileURLToPath } from 'node:url';
import {
  type Actor,
  begin,
  decide,
  evolve,
  isRefusal,
  type Machine,
  type Matter,
  machineOf,
  start,
} from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { createMachine, initialTransition, transition } from 'xstate';
import { figure, median, numbers, printHead, printTable, spread, takeTurns } from './measure.ts';

const [rounds = 15, matters = 2000] = numbers([15, 2000]);
printHead(
  `decide and evolve, ${matters} matters of 5 steps a run, ${rounds} runs of each`,
  `npx node bench/engine.bench.ts ${rounds} ${matters}`,
);

const { pack } = await loadPack(fileURLToPath(new URL('../packs/cn-discipline', import.meta.url)));
const machine: Machine = machineOf(pack!, 'instruction');
const NOW = '2026-04-08T01:00:00Z';
const ID = '00000000-0000-4000-8000-000000000001';
const officer: Actor = {
  account: 'officer',
  organs: ['organ'],
  permissions: new Set(['instruction.write']),
  duties: new Set(),
};
const second: Actor = { ...officer, account: 'second' };
const unit: Actor = {
  account: 'unit',
  unit: ID,
  organs: [],
  permissions: new Set(['instruction.report']),
  duties: new Set(),
};
const OPEN = { material: ID, requirement: '限期报告', due: '2026-06-30' };
const REPORT = { asOf: '2026-04-07', state: 'done', measures: '已完成自查。' };
const STEPS: [string, Actor, { data?: object; reason?: string }][] = [
  ['report', unit, { data: REPORT }],
  ['send-back', officer, { reason: '请补充。' }],
  ['report', unit, { data: REPORT }],
  ['close', second, {}],
];

function ours(): Matter {
  const begun = begin(
    machine,
    { id: 'm', custodian: 'organ', subjects: [{ kind: 'unit', id: ID }] },
    officer,
    { data: OPEN },
    NOW,
  );
  if (isRefusal(begun) || begun.events[0]?.type !== 'begun') throw new Error(JSON.stringify(begun));
  let matter = start(begun.events[0]);
  for (const [action, actor, input] of STEPS) {
    const decision = decide(machine, matter, action, actor, input as never, NOW);
    if (isRefusal(decision)) throw new Error(`${action}: ${JSON.stringify(decision)}`);
    for (const event of decision.events) matter = evolve(machine, matter, event);
  }
  return matter;
}

type Step = { type: string; by: Actor };
const may =
  (permission: string) =>
  ({ event }: { event: Step }) =>
    event.by.permissions.has(permission);
const peer = createMachine({
  types: {} as { events: Step },
  initial: 'open',
  states: {
    open: {
      on: {
        remind: { guard: may('instruction.write') },
        report: { target: 'reported', guard: may('instruction.report') },
      },
    },
    reported: {
      on: {
        report: { target: 'reported', guard: may('instruction.report') },
        'send-back': { target: 'open', guard: may('instruction.write') },
        close: { target: 'closed', guard: may('instruction.write') },
      },
    },
    closed: { type: 'final' },
  },
});

function theirs(): string {
  let [snapshot] = initialTransition(peer);
  for (const [type, by] of STEPS) [snapshot] = transition(peer, snapshot, { type, by });
  return String(snapshot.value);
}

if (ours().state !== 'closed' || theirs() !== 'closed') throw new Error('The two do not do the same work');
const ways: Record<string, () => unknown> = { engine: ours, xstate: theirs };
for (const run of Object.values(ways)) for (let i = 0; i < matters; i++) run();
const times = await takeTurns(Object.keys(ways), rounds, async (name) => {
  const started = performance.now();
  for (let i = 0; i < matters; i++) ways[name]!();
  return (matters * (STEPS.length + 1)) / ((performance.now() - started) / 1000);
});
const steps = (name: string) => times.get(name)!;
printTable(
  Object.keys(ways).map((name) => ({
    what: name,
    'steps/s': figure(median(steps(name))),
    runs: spread(steps(name)),
    'beside xstate': figure(median(steps(name)) / median(steps('xstate'))),
  })),
);
