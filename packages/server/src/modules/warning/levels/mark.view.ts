import type { Mark } from '@plumbline/contract/warning';
import {
  type DecisionTable,
  type FiredRow,
  isGravity,
  pick,
  statusesFor,
  type TableValue,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { machineOfMatter } from '../../matter/index.ts';
import { tableOf } from './around.ts';
import { type MarkKind, USES } from './fact.store.ts';
import type { ListedRow } from './list-marks.ts';

/** Number and word of a level, as the table of the pack calls it: never the number alone. */
export function levelTitle(ctx: Ctx, level: string | null): string | null {
  const output = tableOf(ctx, 'warning')
    ?.outputs.flatMap(({ oneOf }) => oneOf)
    .find(({ code }) => code === level);
  return output ? pick(output.title, ctx.locale) : level;
}

/** A value of a table in words. */
export function valueInWords(ctx: Ctx, table: DecisionTable, name: string, value: TableValue): string {
  const domain = table.inputs.find((input) => input.name === name)?.domain;
  if (domain && 'oneOf' in domain) {
    const option = domain.oneOf.find(({ code }) => code === value);
    return option ? pick(option.title, ctx.locale) : String(value);
  }
  if (typeof value === 'boolean')
    return pick(value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }, ctx.locale);
  return String(value);
}

/** Rows that fitted, in words; a row that the table has no more is left out. */
export function firedInWords(
  ctx: Ctx,
  kind: MarkKind,
  fired: readonly Pick<FiredRow, 'row' | 'because'>[],
): Mark['why'] {
  const table = tableOf(ctx, kind);
  if (!table) return [];
  return fired.flatMap(({ row: id, because }) => {
    const row = table.rows.find((one) => one.id === id);
    if (!row) return [];
    const [output] = table.outputs;
    const given = output?.oneOf.find(({ code }) => code === row.gives[output.name]);
    return [
      {
        row: id,
        gives: given ? pick(given.title, ctx.locale) : id,
        because: Object.entries(because).map(([name, value]) => {
          const input = table.inputs.find((one) => one.name === name);
          const said = valueInWords(ctx, table, name, value as TableValue);
          return `${input ? pick(input.title, ctx.locale) : name}${ctx.locale === 'zh' ? '：' : ': '}${said}`;
        }),
        source: pick(row.source, ctx.locale),
        standing: row.standing,
      },
    ];
  });
}

/** Entries that are relied on, as far as the caller sees them, and whether they count still. */
async function entriesOf(ctx: Ctx, kind: MarkKind, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { title: string; subject_id: string; stands: boolean }>();
  const { rows } = await sql<{ id: string; title: string; subject_id: string; stands: boolean }>`
    select id, title, subject_id, status = any (${statusesFor(ctx.pack.uses, USES[kind])}::text[]) as stands from material
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = any (${[...new Set(ids)]}::uuid[])`.execute(
    ctx.trx,
  );
  return new Map(rows.map(({ id, ...entry }) => [id, entry]));
}

export async function viewMarks(ctx: Ctx, kind: MarkKind, rows: readonly ListedRow[]): Promise<Mark[]> {
  const entries = await entriesOf(
    ctx,
    kind,
    rows.flatMap(({ facts }) => facts.map(({ id }) => id)),
  );
  return Promise.all(
    rows.map(async (row) => {
      const machine = await machineOfMatter(ctx, row);
      const state = machine.states[row.state]!;
      return {
        id: row.matter_id,
        number: row.number,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        subject: row.subject,
        unitId: row.unit_id,
        unit: row.unit,
        post: row.post,
        organId: row.organ_id,
        organ: row.organ,
        state: row.state,
        stateTitle: pick(state.title, ctx.locale),
        standing: standingOf(ctx, row, state.final),
        level: isGravity(row.level) ? row.level : null,
        levelTitle: levelTitle(ctx, row.level),
        fromOn: row.from_on,
        untilOn: row.until_on,
        endedOn: row.ended_on,
        ownerId: row.owner_id,
        owner: row.owner,
        dueOn: row.due_on,
        overdue: row.due_on !== null && !state.final && row.due_on < ctx.today,
        facts: row.facts
          .filter((fact) => !fact.void)
          .map(({ id }) => {
            const entry = entries.get(id);
            // Of what went to another dossier nothing is told here (P1).
            const moved = entry !== undefined && entry.subject_id !== row.subject_id;
            return {
              id,
              title: moved ? null : (entry?.title ?? null),
              stands: moved ? false : (entry?.stands ?? true),
            };
          }),
        why: firedInWords(ctx, kind, (row.weighed?.fired ?? []) as FiredRow[]),
      };
    }),
  );
}

function standingOf(ctx: Ctx, row: ListedRow, final: boolean): Mark['standing'] {
  if (row.from_on === null) return final ? 'ended' : 'proposed';
  const over = row.ended_on !== null || (row.until_on !== null && row.until_on < ctx.today);
  return over ? 'ended' : 'in-force';
}
