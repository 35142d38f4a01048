import type { SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectHandler, EffectHandlers } from '../../../platform/context/context.ts';
import { found, invalid } from '../../../platform/errors/app-error.ts';

/** What the pack's form of a small sign says. */
export interface SignForm {
  about: 'subject' | 'team';
  tags: string[];
  seenOn: string;
  origin: string;
  seen: string;
  originMatter?: string;
  originEntry?: string;
}

/** What a sign points to has to be in the sight of whoever notes it. @throws 400 */
async function refuseUnseen(ctx: Ctx, { originMatter, originEntry }: SignForm): Promise<void> {
  const faults = [];
  for (const [table, field, id] of [
    ['matter', 'originMatter', originMatter],
    ['material', 'originEntry', originEntry],
  ] as const) {
    if (id === undefined) continue;
    const row = await ctx.trx
      .selectFrom(table)
      .select('id')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) faults.push({ pointer: `/data/${field}`, code: 'unknown-reference' });
  }
  if (faults.length) throw invalid(...faults);
}

/** Units in which a person served on a day, and those whose team the person belonged to. */
async function placesOf(
  ctx: Ctx,
  personId: string,
  day: string,
): Promise<{ units: string[]; teams: string[] }> {
  const leading = ctx.pack.postTags.filter(({ group }) => group === 'leadership').map(({ code }) => code);
  const { rows } = await sql<{ unit: string; leads: boolean }>`
    select a.unit_id as unit, bool_or(p.tags && ${leading}::text[]) as leads
    from appointment a join post p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.post_id
    where a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.person_id = ${personId}
      and (a.from_day is null or a.from_day <= ${day}::date) and (a.to_day is null or a.to_day >= ${day}::date)
    group by 1 order by 1`.execute(ctx.trx);
  return {
    units: rows.map(({ unit }) => unit),
    teams: rows.flatMap(({ unit, leads }) => (leads ? [unit] : [])),
  };
}

/** With the platform's sight: whoever notes a sign need not see it afterwards. */
const keep = asPlatform(async (ctx: Ctx, matterId: string, subject: SubjectRef, form: SignForm) => {
  const own = subject.kind === 'unit';
  const { units, teams } = own
    ? { units: [subject.id], teams: form.about === 'team' ? [subject.id] : [] }
    : await placesOf(ctx, subject.id, form.seenOn);
  const says = {
    subject_kind: subject.kind,
    subject_id: subject.id,
    unit_ids: units,
    team_ids: teams,
    tags: form.tags,
    origin: form.origin,
    origin_material_id: form.originEntry ?? null,
    seen_on: form.seenOn,
  };
  await ctx.trx
    .insertInto('sign')
    .values({ jurisdiction_id: ctx.actor.jurisdictionId, matter_id: matterId, ...says })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'matter_id']).doUpdateSet(says))
    .execute();
});

/** The sign stands in the register as it is said now. @throws 400 for a team that a person is not, for what is out of sight */
const noteSign: EffectHandler = async (ctx, { matter }) => {
  const form = matter.data as unknown as SignForm;
  const subject = found(matter.subjects[0]);
  if (form.about === 'team' && subject.kind !== 'unit')
    throw invalid({ pointer: '/data/about', code: 'sign.team' });
  await refuseUnseen(ctx, form);
  await keep(ctx, matter.id, subject, form);
};

export const signEffects: EffectHandlers = { 'sign.note': noteSign };
