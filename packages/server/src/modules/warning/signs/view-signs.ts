import type { Sign } from '@plumbline/contract/sign';
import { actionsWith, type FormNode, nodeAt, type Pack, pick, textOfValue } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { machineOfMatter, namesOf, toEngine } from '../../matter/index.ts';
import type { SignForm } from './sign.effects.ts';
import type { SignRow } from './sign.store.ts';

export const tagTitle = ({ pack, locale }: Ctx, code: string): string => {
  const tag = (pack.signTags ?? []).find((one) => one.code === code);
  return tag ? pick(tag.title, locale) : code;
};

/** Lines of the register. */
export async function viewSigns(ctx: Ctx, rows: readonly SignRow[]): Promise<Sign[]> {
  const matters = rows.map(({ matter }) => toEngine(matter));
  const names = await namesOf(ctx, [
    ...rows.map(({ subject_kind: kind, subject_id: id }) => ({ kind, id })),
    ...rows.flatMap((row) => row.unit_ids.map((id) => ({ kind: 'unit' as const, id }))),
    ...matters.flatMap(({ parties }) => parties.handler ?? []),
  ]);
  return Promise.all(
    rows.map(async (row, i): Promise<Sign> => {
      const matter = matters[i]!;
      const machine = await machineOfMatter(ctx, row.matter);
      const form = matter.data as unknown as SignForm;
      const open = row.matter.closed_at === null;
      const [turn] = actionsWith(machine, 'clue.of-matter');
      const isPerson = row.subject_kind === 'person';
      return {
        id: row.matter_id,
        number: row.matter.number,
        subject: {
          kind: row.subject_kind,
          id: row.subject_id,
          name: names.get(row.subject_id) ?? null,
          units: isPerson ? row.unit_ids.flatMap((id) => names.get(id) ?? []) : [],
        },
        team: row.team_ids.length > 0,
        tags: row.tags.map((code) => ({ code, title: tagTitle(ctx, code) })),
        seenOn: row.seen_on,
        originTitle: optionTitle(ctx, machine.begin.form, 'origin', row.origin),
        seen: form.seen,
        owners: (matter.parties.handler ?? []).flatMap(({ id }) => names.get(id) ?? []),
        state: matter.state,
        stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
        open,
        endsOn: open ? row.matter.due_on : null,
        mayTurn:
          turn !== undefined &&
          machine.actions[turn]!.from.includes(matter.state) &&
          ctx.may('clue.register'),
      };
    }),
  );
}

/** What a form calls one of the options of a field. */
function optionTitle({ pack, locale }: Ctx, form: string | undefined, field: string, value: string): string {
  const node = form === undefined ? undefined : nodeAt(pack.forms[form] as unknown as FormNode, field)?.node;
  const text = node && textOfValue(pack as Pack, node, value);
  return text ? pick(text, locale) : value;
}
