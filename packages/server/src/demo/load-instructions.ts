import { machineFor } from '@plumbline/policy';
import type { SampleCounty } from '@plumbline/samples';
import { visibilityColumns } from '../modules/matter/index.ts';
import type { Loading } from './loading.ts';
import { addMatter, type Step } from './matters.ts';

type Instruction = SampleCounty['instructions'][number];
type FollowUp = Instruction['followUps'][number];

/** Who records instructions and follows them up, and who reports where the unit has no account of its own. */
const OFFICE = 'commission';
const RECORDER = 'officer';
const CLOSER = 'head';
const REPORTER = 'dispatched';

const moment = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** Instructions with the follow-up of each unit, as far as the county says that it went. */
export async function loadInstructions(loading: Loading, county: SampleCounty): Promise<void> {
  const items = new Map(loading.pack.catalogue.items.map((item) => [item.code, item]));
  const liaisons = new Map(
    county.accounts.flatMap((account) =>
      account.unit && account.person === null ? [[account.unit, account.username] as const] : [],
    ),
  );
  for (const instruction of county.instructions) {
    const at = moment(instruction.issuedOn, 2);
    loading.add('instruction', {
      id: loading.id(instruction.key),
      item: instruction.item,
      pack_version: loading.pack.head.version,
      title: instruction.title,
      content: instruction.content,
      issuer: instruction.issuer,
      issued_on: instruction.issuedOn,
      requirement: instruction.requirement,
      due_on: instruction.dueOn,
      industry: instruction.industry,
      unit_id: loading.idOrNull(instruction.unit),
      account_id: loading.id(`account:${RECORDER}`),
      created_at: at,
      ...visibilityColumns({
        organId: loading.id(OFFICE),
        classification: items.get(instruction.item)!.classification,
      }),
    });
    for (const followUp of instruction.followUps)
      addFollowUp(loading, instruction, followUp, at, liaisons.get(followUp.unit) ?? REPORTER);
  }
  await loading.flush();
}

function addFollowUp(
  loading: Loading,
  instruction: Instruction,
  followUp: FollowUp,
  at: string,
  reporter: string,
): void {
  const machine = machineFor(loading.pack, 'instruction');
  const unitId = loading.id(followUp.unit);
  const id = loading.id(followUp.key);
  addMatter(loading, {
    id,
    machine,
    title: instruction.title,
    subject: { kind: 'unit', id: unitId },
    parties: { unit: [{ kind: 'unit', id: unitId }] },
    visibility: { organId: loading.id(OFFICE), classification: 0, readers: [unitId] },
    data: {
      material: loading.id(instruction.key),
      requirement: instruction.requirement,
      due: instruction.dueOn,
    },
    dueOn: instruction.dueOn,
    author: loading.id(`account:${RECORDER}`),
    at,
    steps: stepsOf(loading, machine, followUp, reporter),
  });
  loading.add('instruction_follow_up', {
    instruction_id: loading.id(instruction.key),
    unit_id: unitId,
    matter_id: id,
    opened_at: at,
  });
}

/** The procedure's steps are found by what they are: with a form, back to the beginning, to the end. */
function stepsOf(
  loading: Loading,
  machine: ReturnType<typeof machineFor>,
  followUp: FollowUp,
  reporter: string,
): Step[] {
  const stepWith = (fits: (action: (typeof machine.actions)[string]) => boolean) =>
    Object.entries(machine.actions).find(([, action]) => fits(action))![0];
  const report = stepWith((action) => action.form !== undefined);
  const sendBack = stepWith((action) => action.to === machine.initial);
  const close = stepWith(({ to }) => to !== undefined && machine.states[to]!.final === true);
  const steps: Step[] = followUp.reports.map(({ on, form }) => ({
    action: report,
    account: loading.id(`account:${reporter}`),
    at: moment(on, 3),
    data: form,
  }));
  const last = followUp.reports.at(-1)?.on;
  if (followUp.sentBack && last)
    steps.push({
      action: sendBack,
      account: loading.id(`account:${RECORDER}`),
      at: moment(last, 6),
      reason: followUp.sentBack,
    });
  if (followUp.closedOn)
    steps.push({ action: close, account: loading.id(`account:${CLOSER}`), at: moment(followUp.closedOn, 8) });
  return steps;
}
