import { PassThrough } from 'node:stream';
import type { RegisterRow } from '@plumbline/contract/clue-register';
import {
  dayInZone,
  type FormNode,
  isVerb,
  nodeAt,
  type Pack,
  pick,
  type Register,
  textOfValue,
  valuesAt,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { writeWorkbook } from '../../platform/workbook/writer.ts';
import { machineForService, namesOf, toEngine } from '../matter/index.ts';
import { summarise } from './clue.summary.ts';
import { countRegistered, listRegistered, type RegisteredRow } from './register.store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAGE = 1000;

const registersOf = ({ pack }: Ctx): readonly Register[] => pack.registers ?? [];

/** @throws 404 */
export const registerOf = (ctx: Ctx, code: string): Register =>
  found(registersOf(ctx).find((register) => register.code === code));

export const headOf = ({ locale }: Ctx, { code, title, note, columns }: Register) => ({
  code,
  title: pick(title, locale),
  note: note ? pick(note, locale) : null,
  columns: columns.map((column) => ({ code: column.code, title: pick(column.title, locale) })),
});

export const viewRegisters = async (ctx: Ctx) => ({
  items: await Promise.all(
    registersOf(ctx).map(async (register) => ({
      ...headOf(ctx, register),
      count: await countRegistered(ctx, register),
    })),
  ),
});

/** Lines of a register, each cell as a text. */
export async function linesOf(
  ctx: Ctx,
  register: Register,
  rows: readonly RegisteredRow[],
): Promise<RegisterRow[]> {
  const matters = rows.map(({ matter }) => toEngine(matter));
  const accounts = matters.flatMap(({ parties, acts }) => [
    ...(parties.handler ?? []).map(({ id }) => id),
    ...acts.map(({ account }) => account),
  ]);
  const [summaries, names] = await Promise.all([
    summarise(ctx, rows),
    namesOf(
      ctx,
      accounts.map((id) => ({ kind: 'account' as const, id })),
    ),
  ]);
  const { pack, locale } = ctx;
  const { states } = machineForService(pack, 'clue');
  const fields = fieldsOf(pack, register);
  const join = locale === 'zh' ? '、' : ', ';
  return rows.map((row, i) => {
    const matter = matters[i]!;
    const summary = summaries[i]!;
    const { subject } = summary;
    const last = (action: string) =>
      matter.acts.findLast((act) => act.action === action && !act.undone && !isVerb(act.action));
    const fixed: Record<string, string | null | undefined> = {
      number: row.number,
      title: row.title,
      subject: subject?.name,
      unit: subject?.unit,
      post: subject?.post,
      class: [summary.classTitle, summary.subTypeTitle].join(' · '),
      source: summary.sourceTitle,
      body: summary.sourceOrganName,
      occurred: row.occurred_on,
      received: row.received_on,
      state: states[matter.state] && pick(states[matter.state]!.title, locale),
      due: row.matter.due_on,
      handlers: (matter.parties.handler ?? []).map(({ id }) => names.get(id) ?? '').join(join),
    };
    const cell = (from: string): string | null => {
      const [kind, name] = from.split(/:(.*)/s);
      if (name === undefined) return fixed[from] || null;
      if (kind === 'form') return fields(name, matter.data);
      const act = last(name);
      if (!act) return null;
      if (kind === 'by') return names.get(act.account) ?? null;
      return dayInZone(new Date(act.at), pack.head.calendar.zone);
    };
    return {
      id: row.id,
      cells: Object.fromEntries(register.columns.map(({ code, from }) => [code, cell(from)])),
      overdue: row.matter.due_on !== null && row.matter.due_on < ctx.today && row.matter.closed_at === null,
    };
  });

  /** What the forms say in a field, codes by their titles. */
  function fieldsOf(of: Pack, { procedure }: Register) {
    const { begin, actions } = of.procedures[procedure]!;
    const forms = [begin, ...Object.values(actions)].flatMap(({ form }) =>
      form === undefined ? [] : [of.forms[form] as unknown as FormNode],
    );
    return (path: string, data: Readonly<Record<string, unknown>>): string | null => {
      const node = forms.map((form) => nodeAt(form, path)?.node).find((one) => one !== undefined);
      const texts = valuesAt(data, path).map((value) => {
        const text = node && textOfValue(of, node, value);
        return text ? pick(text, locale) : String(value);
      });
      return texts.length > 0 ? texts.join(join) : null;
    };
  }
}

/** The whole register as a workbook: all cells are texts. The ledger keeps which one and how many lines went out. */
export async function exportRegister(ctx: Ctx, register: Register): Promise<Download> {
  const head = headOf(ctx, register);
  const lines: Record<string, string | null>[] = [];
  let after: { day: string; id: string } | undefined;
  for (;;) {
    const rows = await listRegistered(ctx, register, { after, limit: PAGE });
    for (const { cells } of await linesOf(ctx, register, rows)) lines.push(cells);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = { day: last.received_on, id: last.id };
  }
  ctx.record({
    kind: 'open',
    type: 'clue.register-exported',
    entity: 'clue',
    entityId: null,
    data: { register: register.code, rows: lines.length },
  });
  const columns = head.columns.map(({ code, title }) => ({ key: code, header: title, width: 18 }));
  const content = new PassThrough();
  // A failure destroys the stream, which the reader sees; nobody else waits for it.
  writeWorkbook(content, {
    sheets: [{ name: head.title.slice(0, 31), columns, rows: lines as never }],
  }).catch((error: Error) => content.destroy(error));
  return { name: `${head.title} ${ctx.today}.xlsx`, type: XLSX, content };
}
