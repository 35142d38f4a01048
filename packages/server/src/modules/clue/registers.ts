import type { RegisterFilter, RegisterRow } from '@plumbline/contract/clue-register';
import {
  columnSource,
  dayInZone,
  type FormNode,
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
import { provisionalIn } from '../../platform/terms/provisional.ts';
import { workbookFile } from '../../platform/workbook/workbook-file.ts';
import { allowedOn, machineForService, namesOf, toEngine } from '../matter/index.ts';
import { summarise } from './clue.summary.ts';
import {
  type Asked,
  countEach,
  listRegistered,
  officesOf,
  type RegisteredRow,
  readRegistered,
} from './register.store.ts';
import { type Duty, dutyOf } from './register-duty.ts';

/** Lines of an export that are read at once. */
const PART = 1000;

const registersOf = ({ pack }: Ctx): readonly Register[] => pack.registers ?? [];

/** @throws 404 */
export async function registerOf(ctx: Ctx, code: string, filter: RegisterFilter = {}): Promise<Asked> {
  const register = found(registersOf(ctx).find((one) => one.code === code));
  return { register, duty: await dutyOf(ctx, register), filter };
}

/** Those of a register's files that owe what it asks for. */
export const owingIn = (asked: Asked): Asked => ({ ...asked, filter: { owing: 'true' } });

/** What a register is called, what may be done in it, and what its files owe: so many of them do. */
export async function headOf(ctx: Ctx, { register, duty }: Asked, owing: number) {
  const { locale, pack } = ctx;
  const { code, title, note, columns, steps = [], procedure } = register;
  const { actions } = pack.procedures[procedure]!;
  return {
    code,
    title: pick(title, locale),
    note: note ? pick(note, locale) : null,
    columns: columns.map((column) => ({ code: column.code, title: pick(column.title, locale) })),
    steps: steps.map((step) => {
      const { form, requiresReason, title: name } = actions[step]!;
      return {
        code: step,
        title: pick(name, locale),
        form: form ? (pack.forms[form] ?? null) : null,
        requiresReason,
      };
    }),
    duty: duty && (await viewDuty(ctx, register, duty, owing)),
  };
}

async function viewDuty(ctx: Ctx, register: Register, duty: Duty, owing: number) {
  const { step, period, dueOn, late } = duty;
  return {
    step,
    title: pick(ctx.pack.procedures[register.procedure]!.actions[step]!.title, ctx.locale),
    from: period.first,
    to: period.last,
    dueOn,
    provisional: (await provisionalIn(ctx))(dueOn),
    late,
    owing,
  };
}

export async function viewRegisters(ctx: Ctx) {
  const asked = await Promise.all(registersOf(ctx).map(({ code }) => registerOf(ctx, code)));
  const counts = await countEach(ctx, [...asked, ...asked.map(owingIn)]);
  const items = asked.map(async (one, i) => ({
    ...(await headOf(ctx, one, counts[asked.length + i]!)),
    count: counts[i]!,
  }));
  return { items: await Promise.all(items) };
}

/** Lines of a register, with what the caller may do on each. */
export async function linesOf(
  ctx: Ctx,
  asked: Asked,
  rows: readonly RegisteredRow[],
): Promise<RegisterRow[]> {
  const { steps } = asked.register;
  const matters = rows.map(({ matter }) => matter);
  const [cells, allowed] = await Promise.all([
    cellsOf(ctx, asked, rows),
    steps ? allowedOn(ctx, matters) : [],
  ]);
  return rows.map(({ id, matter, owes }, i) => ({
    id,
    cells: cells[i]!,
    overdue: matter.due_on !== null && matter.due_on < ctx.today && matter.closed_at === null,
    owes,
    allowed: (steps ?? []).filter((step) => allowed[i]?.includes(step)),
  }));
}

/** The cells of lines by the code of their column, each as a text. */
async function cellsOf(
  ctx: Ctx,
  { register }: Asked,
  rows: readonly RegisteredRow[],
): Promise<RegisterRow['cells'][]> {
  const matters = rows.map(({ matter }) => toEngine(matter));
  const accounts = matters.flatMap(({ parties, acts }) => [
    ...(parties.handler ?? []).map(({ id }) => id),
    ...acts.map(({ account }) => account),
  ]);
  const handlers = matters.map(({ parties }) => (parties.handler ?? []).map(({ id }) => id));
  const told = new Set(register.columns.map(({ from }) => from));
  const [summaries, names, offices] = await Promise.all([
    summarise(ctx, rows),
    namesOf(
      ctx,
      accounts.map((id) => ({ kind: 'account' as const, id })),
    ),
    officesOf(ctx, told.has('offices') ? handlers.flat() : []),
  ]);
  const { pack, locale } = ctx;
  const { states } = machineForService(pack, 'clue');
  const fields = fieldsOf(pack, register);
  const join = locale === 'zh' ? '、' : ', ';
  return rows.map((row, i) => {
    const matter = matters[i]!;
    const summary = summaries[i]!;
    const { subject } = summary;
    const last = (actions: readonly string[]) =>
      matter.acts.findLast((act) => actions.includes(act.action) && !act.undone);
    const fixed: Record<string, string | null | undefined> = {
      number: row.number,
      title: row.title,
      subject: subject?.name,
      unit: subject?.unit,
      post: subject?.post,
      class: [summary.classTitle, summary.subTypeTitle].join(' · '),
      source: summary.sourceTitle,
      problem: summary.problemTitle,
      body: summary.sourceOrganName,
      occurred: row.occurred_on,
      received: row.received_on,
      state: states[matter.state] && pick(states[matter.state]!.title, locale),
      due: row.matter.due_on,
      handlers: handlers[i]!.map((id) => names.get(id) ?? '').join(join),
      offices: [...new Set(handlers[i]!.flatMap((id) => offices.get(id) ?? []).map(({ name }) => name))].join(
        join,
      ),
    };
    const cell = ({ from, with: step }: Register['columns'][number]): string | null => {
      if (step !== undefined && !last([step])) return null;
      const source = columnSource(from);
      if (source.kind === 'fixed') return fixed[source.name] || null;
      if (source.kind === 'form') return fields(source.name, matter.data);
      const act = last(source.actions);
      if (!act) return null;
      if (source.kind === 'by') return names.get(act.account) ?? null;
      return dayInZone(act.at, pack.head.calendar.zone);
    };
    return Object.fromEntries(register.columns.map((column) => [column.code, cell(column)]));
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
export async function exportRegister(ctx: Ctx, asked: Asked): Promise<Download> {
  const { register } = asked;
  const lines: RegisterRow['cells'][] = [];
  // Sorted once: a part that looked for its place anew would read the whole register each time.
  const ids = await listRegistered(ctx, asked);
  for (let at = 0; at < ids.length; at += PART) {
    const rows = await readRegistered(ctx, asked, ids.slice(at, at + PART));
    for (const cells of await cellsOf(ctx, asked, rows)) lines.push(cells);
  }
  ctx.record({
    kind: 'open',
    type: 'clue.register-exported',
    entity: 'clue',
    entityId: null,
    data: { register: register.code, rows: lines.length },
  });
  const name = pick(register.title, ctx.locale);
  const columns = register.columns.map(({ code, title }) => ({
    key: code,
    header: pick(title, ctx.locale),
    width: 18,
  }));
  return workbookFile(`${name} ${ctx.today}.xlsx`, { name, columns, rows: lines });
}
