import type { Reply } from '@plumbline/contract/route';
import type { compareTeam as contract } from '@plumbline/contract/team';
import { pick, statusesFor } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { packOf } from './catalogue.ts';
import { rightsOf } from './get-dossier.ts';
import { listNewest } from './heads.store.ts';
import { portraitSections, type Source } from './portrait.rules.ts';
import { isOpen } from './reading.rules.ts';
import { listSlipsInForce } from './reading.store.ts';
import { listAppointments } from './subject.store.ts';
import { type SubjectState, statesOf } from './subject-states.ts';
import { listSubjects } from './subjects.store.ts';
import { asKnown, teamOf } from './view-subject.ts';

type Comparison = Reply<typeof contract>;
type Member = ReturnType<typeof teamOf>[number];

/**
 * The leadership team of a unit side by side: what the newest factual entries say, item by item. Members whose
 * dossier the caller may not see stand there without content; nothing is summed up or ranked.
 */
export async function compareTeam(ctx: Ctx, unitId: string): Promise<Comparison> {
  const [unit, appointments] = await Promise.all([findUnit(ctx, unitId), listAppointments(ctx, unitId)]);
  const team = inOnePlace(ctx, teamOf(ctx, appointments));
  const ids = team.map((member) => member.personId);
  const [subjects, newest, slips, births] = await Promise.all([
    listSubjects(ctx, { kind: 'person', subjectIds: ids }, undefined, ids.length + 1),
    listNewest(ctx, ids, statusesFor(ctx.pack.uses, 'portrait-summary')),
    ids.length ? listSlipsInForce(ctx, ids) : [],
    birthMonths(ctx, ids),
  ]);
  const states = new Map((await statesOf(ctx, subjects)).map((state) => [state.subject.subject_id, state]));
  const sections = new Map<string, ReturnType<typeof portraitSections>>();
  for (const [id, { subject }] of states) {
    const rights = rightsOf(
      ctx,
      subject.organ_id,
      slips.filter((slip) => slip.subject_id === id),
    );
    const sources: Source[] = await Promise.all(
      newest
        .filter((row) => row.subject_id === id)
        .map(async (row) => ({
          row,
          pack: await packOf(ctx, row.pack_version),
          open: isOpen(ctx.pack, rights, row),
        })),
    );
    const kin = ctx.may('dossier.open-restricted', subject.organ_id);
    const view = { pack: ctx.pack, today: ctx.today, locale: ctx.locale, kin };
    sections.set(id, portraitSections(view, sources));
  }
  return {
    unit: { kind: 'unit', id: unit.id, name: unit.name },
    members: team.map((member) => {
      const state = states.get(member.personId);
      return { ...member, born: state ? (births.get(member.personId) ?? null) : null, ...gapsOf(state) };
    }),
    rows: rowsOf(ctx, ids, sections),
  };
}

const gapsOf = (state: SubjectState | undefined) => ({
  missing: state?.states.filter(({ gap }) => gap === 'missing').length ?? 0,
  stale: state?.states.filter(({ gap }) => gap === 'stale').length ?? 0,
  visible: state !== undefined,
});

/** One row a summary field; rows that nobody has anything in are left out. */
function rowsOf(
  ctx: Ctx,
  ids: readonly string[],
  sections: ReadonlyMap<string, ReturnType<typeof portraitSections>>,
): Comparison['rows'] {
  const rows: Comparison['rows'] = [];
  for (const item of ctx.pack.catalogue.items) {
    if (item.subject !== 'person' || item.sealed) continue;
    for (const field of item.summaryFields) {
      const title = pick(field.title, ctx.locale);
      const cells = ids.map((id) => {
        const section = sections.get(id)?.find((s) => s.item === item.code);
        if (!section) return null;
        const value = section.values.find((v) => v.title === title);
        if (!value && !section.withheld) return null;
        return {
          values: value?.values ?? [],
          masked: value?.masked ?? false,
          withheld: section.withheld,
          day: section.day,
          state: section.state,
          materialId: section.materialId,
        };
      });
      if (cells.some((cell) => cell !== null))
        rows.push({ item: item.code, itemTitle: pick(item.title, ctx.locale), title, cells });
    }
  }
  return rows;
}

async function findUnit(ctx: Ctx, id: string): Promise<{ id: string; name: string }> {
  return found(
    await ctx.trx
      .selectFrom('unit')
      .select(['id', 'name'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** Whoever holds two posts of a team stands in it once, with both. */
function inOnePlace(ctx: Ctx, team: readonly Member[]): Member[] {
  const comma = pick({ zh: '、', en: ', ' }, ctx.locale);
  return [...Map.groupBy(team, (member) => member.personId).values()].map((places) => ({
    ...places[0]!,
    post: places.map(({ post }) => post).join(comma),
  }));
}

/** Months of birth, as exactly as they are known. */
async function birthMonths(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (!ids.length) return new Map();
  const rows = await ctx.trx
    .selectFrom('person')
    .select(['id', 'birth_date', 'birth_precision'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      asKnown(row.birth_date, row.birth_precision)?.slice(0, 'YYYY-MM'.length) ?? null,
    ]),
  );
}
