import type { beginMatter as route } from '@plumbline/contract/matter';
import type { Body, Reply } from '@plumbline/contract/route';
import {
  begin,
  isRefusal,
  type Machine,
  NO_RECORDS,
  pick,
  type SubjectRef,
  SYSTEM,
  start,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { forbidden, invalid } from '../../platform/errors/app-error.ts';
import { engineActor } from './engine-actor.ts';
import { insertBegun } from './insert-begun.ts';
import { namesOf } from './names.ts';
import { partyFaults } from './party-fit.ts';
import { machineInForce } from './procedures.ts';
import { refusalError } from './refusals.ts';
import { isNarrow } from './sight.ts';
import { standingAfter } from './standing.ts';
import { readWorlds } from './world.ts';

/** Classification of a matter whose procedure names none. */
const INTERNAL = 1;

/**
 * Begins a matter on a procedure that runs no service of the platform.
 * @param bySystem the platform begins it, for a step that no person takes
 * @throws 400 for an unknown procedure or subject, 403, 400 as the engine refuses
 */
export async function beginMatter(
  ctx: Ctx,
  input: Body<typeof route>,
  { bySystem = false } = {},
): Promise<Reply<typeof route>> {
  const procedure = Object.hasOwn(ctx.pack.procedures, input.procedure)
    ? ctx.pack.procedures[input.procedure]
    : undefined;
  if (!procedure || procedure.service !== undefined) {
    throw invalid({ pointer: '/procedure', code: 'unknown-code', params: { code: input.procedure } });
  }
  const machine = machineInForce(ctx.pack, procedure.procedure);
  const custodian = input.organId ?? organsFor(ctx, machine)[0] ?? ctx.actor.organId;
  if (!custodian) throw forbidden();
  const { subjects } = input;
  const names = await namesOf(ctx, [...subjects, { kind: 'organ', id: custodian }]);
  refuseUnknown(subjects, names);
  if (!names.has(custodian)) throw invalid({ pointer: '/organId', code: 'unknown-code' });
  const id = newId(ctx.now.getTime());
  const stage = { custodian, parties: {} };
  const actor = bySystem ? SYSTEM : engineActor(ctx.actor, stage);
  const standIn = { ...NO_RECORDS, id, subjects, ...stage } as never;
  const world = (await readWorlds(ctx, [standIn], { allKin: true, machine })).of(standIn);
  const unfit = await partyFaults(ctx, machine, {
    partiesFrom: machine.begin.partiesFrom,
    data: input.data,
    subjects,
    kin: world.kin,
    custodian,
    level: levelOf(ctx, machine),
  });
  const given = input.data === undefined ? {} : { data: input.data };
  const decision = begin(machine, { id, custodian, subjects }, actor, given, ctx.now.toISOString(), world);
  if (isRefusal(decision)) throw refusalError(decision, machine, undefined, actor);
  if (unfit.length) throw invalid(...unfit);
  const event = decision.events[0]!;
  if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
  const started = await insertBegun(ctx, machine, event, {
    title:
      (machine.untitled ? undefined : input.title) ??
      titleFor(
        ctx,
        machine,
        subjects.map((subject) => names.get(subject.id)!),
      ),
    classification: levelOf(ctx, machine),
    room: isNarrow(machine, machine.initial) ? 1 : 0,
    standing: await standingAfter(ctx, machine, start(event)),
  });
  return { id: started.id, number: started.number, version: started.matter.seq };
}

/** Organs for which the caller may begin it: own ones where one of the permissions is held. */
export function organsFor(ctx: Ctx, machine: Pick<Machine, 'begin'>): string[] {
  const { by, permission } = machine.begin;
  if (!by.some((relation) => relation === 'custodian' || relation === 'author')) return [];
  const codes = Array.isArray(permission) ? permission : [permission];
  const own = ctx.actor.grants.flatMap((grant) => (grant.organId ? [grant.organId] : []));
  return [...new Set(own)].filter(
    (organ) => codes.length === 0 || codes.some((code) => ctx.may(String(code), organ)),
  );
}

function refuseUnknown(subjects: readonly SubjectRef[], names: ReadonlyMap<string, string>): void {
  const faults = subjects.flatMap((subject, i) =>
    names.has(subject.id) ? [] : [{ pointer: `/subjects/${i}/id`, code: 'unfit-subject' }],
  );
  if (faults.length > 0) throw invalid(...faults);
}

/** The title of a matter that has none of its own, in the language of whoever begins it. */
export function titleFor(ctx: Ctx, machine: Machine, names: readonly string[]): string {
  const [first, ...others] = names;
  const title = pick(machine.title, ctx.locale);
  if (first === undefined) return title;
  const chinese = ctx.locale === 'zh';
  const more = chinese ? `等${names.length}个对象` : ` and ${others.length} more`;
  return `${title}${chinese ? '：' : ': '}${first}${others.length > 0 ? more : ''}`.slice(0, 300);
}

export const levelOf = (ctx: Ctx, { classification }: Machine): number =>
  ctx.pack.classifications.find((one) => one.code === classification)?.level ?? INTERNAL;
