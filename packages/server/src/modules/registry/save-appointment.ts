import type { AppointmentChange, NewAppointment } from '@plumbline/contract/registry-appointments';
import type { Precision, Warning, Written } from '@plumbline/contract/registry-common';
import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import type { Appointment } from '../../platform/db/schema.gen.ts';
import { found, invalid } from '../../platform/errors/app-error.ts';
import { judgeAppointment } from './appointment.rules.ts';
import { expectVersion, warning, written } from './checks.ts';
import { keepingCustody } from './custody-guard.ts';
import { keptDays } from './dated.rules.ts';
import { followLater } from './follow-subjects.ts';
import { needDossiers, refuseOwnFacts } from './own-facts.ts';
import { lockPost, type PostRow } from './post.store.ts';
import { hasAny, traitsOf } from './traits.ts';

export type AppointmentRow = Selectable<Appointment>;
type Draft = Omit<AppointmentRow, 'id' | 'version' | 'unit_id' | 'jurisdiction_id'>;

/**
 * Enters an appointment. @throws 400, 403 when the dossier would go to another organ's; a second head at the same
 * time is a warning only
 */
export async function createAppointment(ctx: Ctx, input: NewAppointment): Promise<Written> {
  const { id, warnings } = await keepingCustody(ctx, { persons: [input.personId] }, () =>
    insertAppointment(ctx, input),
  );
  followLater(ctx, { persons: [input.personId] });
  return written(id, 1, warnings);
}

/** Does the same without leaving work behind: for a person who is being entered. */
export async function insertAppointment(
  ctx: Ctx,
  input: NewAppointment,
  at = '',
): Promise<{ id: string; post: PostRow; warnings: Warning[] }> {
  const draft = draftOf(input, {
    kind: 'appointed',
    from_day: null,
    from_precision: 'day',
    to_day: null,
    to_precision: 'day',
    basis: null,
  });
  const { post, warnings } = await check(ctx, draft, undefined, at);
  const id = newId(ctx.now.getTime());
  const row = { jurisdiction_id: ctx.actor.jurisdictionId, id, unit_id: post.unit_id, ...draft };
  ctx.send(ctx.trx.insertInto('appointment').values(row));
  record(ctx, 'created', id, draft.person_id, { after: row });
  return { id, post, warnings };
}

/** Corrects what was entered wrongly; the ledger keeps what stood before. @throws 404, 409, 400 */
export async function correctAppointment(ctx: Ctx, id: string, change: AppointmentChange): Promise<Written> {
  const before = expectVersion(found(await lockAppointment(ctx, id)), change.version);
  const draft = draftOf({ postId: before.post_id, personId: before.person_id, ...change }, before);
  const { post, warnings } = await check(ctx, draft, id, '');
  return save(ctx, before, { ...draft, unit_id: post.unit_id }, 'corrected', warnings);
}

/** Ends an appointment on its last day. @throws 404, 409, 400 */
export async function endAppointment(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string; precision: Precision },
): Promise<Written> {
  const before = expectVersion(found(await lockAppointment(ctx, id)), input.version);
  const { to } = keptDays({ from: null, to: input.on }, 'day', input.precision);
  if (before.from_day !== null && to !== null && to < before.from_day)
    throw invalid({ pointer: '/on', code: 'end-before-start' });
  return save(ctx, before, { to_day: to, to_precision: input.precision }, 'ended', []);
}

type Rest = Omit<Draft, 'person_id' | 'post_id'>;

function draftOf(input: Partial<NewAppointment> & { personId: string; postId: string }, before: Rest): Draft {
  const fromPrecision = input.fromPrecision ?? (before.from_precision as Precision);
  const toPrecision = input.toPrecision ?? (before.to_precision as Precision);
  const days = keptDays(
    {
      from: input.from === undefined ? before.from_day : input.from,
      to: input.to === undefined ? before.to_day : input.to,
    },
    fromPrecision,
    toPrecision,
  );
  return {
    person_id: input.personId,
    post_id: input.postId,
    kind: input.kind ?? before.kind,
    from_day: days.from,
    from_precision: fromPrecision,
    to_day: days.to,
    to_precision: toPrecision,
    basis: input.basis === undefined ? before.basis : input.basis,
  };
}

/** Locks person and post, then judges the appointment between all others. `at` prefixes the pointers. */
async function check(
  ctx: Ctx,
  draft: Draft,
  ownId: string | undefined,
  at: string,
): Promise<{ post: PostRow; warnings: Warning[] }> {
  await refuseOwnFacts(ctx, { persons: [draft.person_id], posts: [draft.post_id] });
  const j = ctx.actor.jurisdictionId;
  const [person, post, others] = await Promise.all([
    ctx.trx
      .selectFrom('person')
      .select(['birth_date', 'death_date'])
      .where('jurisdiction_id', '=', j)
      .where('id', '=', draft.person_id)
      .forUpdate()
      .executeTakeFirst(),
    lockPost(ctx.trx, j, draft.post_id),
    ctx.trx
      .selectFrom('appointment as a')
      .leftJoin('person as p', (join) =>
        join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.person_id'),
      )
      .select([
        'a.id',
        'a.person_id as personId',
        'a.post_id as postId',
        'a.from_day as from',
        'a.to_day as to',
        'p.name',
      ])
      .where('a.jurisdiction_id', '=', j)
      .where('a.post_id', '=', draft.post_id)
      .execute(),
  ]);
  if (!person) throw invalid({ pointer: `${at}/personId`, code: 'unknown-reference' });
  if (!post) throw invalid({ pointer: `${at}/postId`, code: 'unknown-reference' });
  await needDossiers(ctx, [post.unit_id, draft.person_id]);
  const { faults, rival } = judgeAppointment(
    { personId: draft.person_id, postId: draft.post_id, from: draft.from_day, to: draft.to_day },
    {
      postEnd: post.active_to,
      heads: hasAny(post.tags, traitsOf(ctx.pack).heads),
      birth: person.birth_date,
      death: person.death_date,
      others: others.filter((other) => other.id !== ownId),
    },
  );
  if (faults.length) throw invalid(...faults.map((fault) => ({ ...fault, pointer: at + fault.pointer })));
  const name = others.find((other) => other.id === rival?.id)?.name ?? '';
  return { post, warnings: rival ? [warning(ctx, 'another-head', { name })] : [] };
}

async function save(
  ctx: Ctx,
  before: AppointmentRow,
  set: Partial<AppointmentRow>,
  act: string,
  warnings: Warning[],
): Promise<Written> {
  await refuseOwnFacts(ctx, { persons: [before.person_id] });
  await needDossiers(ctx, [before.unit_id]);
  const version = before.version + 1;
  const persons = [...new Set([before.person_id, set.person_id ?? before.person_id])];
  await keepingCustody(ctx, { persons }, () =>
    ctx.trx
      .updateTable('appointment')
      .set({ ...set, version })
      .where('jurisdiction_id', '=', before.jurisdiction_id)
      .where('id', '=', before.id)
      .execute(),
  );
  record(ctx, act, before.id, set.person_id ?? before.person_id, { before, after: set, version });
  followLater(ctx, { persons });
  return written(before.id, version, warnings);
}

const record = (ctx: Ctx, act: string, id: string, personId: string, data: Record<string, unknown>): void =>
  ctx.record({ type: `appointment.${act}`, entity: 'appointment', entityId: id, subjectId: personId, data });

const lockAppointment = (ctx: Ctx, id: string): Promise<AppointmentRow | undefined> =>
  ctx.trx
    .selectFrom('appointment')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
