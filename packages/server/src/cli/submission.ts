import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addDays, quarterDays, quarterOf } from '@plumbline/policy';
import { beginSubmission, openRows, receiveLocal, takeFile } from '../modules/clue/index.ts';
import { type Actor, may } from '../platform/access/actor.ts';
import { dayOf } from '../platform/clock/clock.ts';
import { AppError, type FaultInput, forbidden } from '../platform/errors/app-error.ts';
import { safeName } from '../platform/files/safe-name.ts';
import type { Endpoints } from '../platform/http/endpoints.ts';
import { problemOf } from '../platform/http/problems.ts';
import { actAs, findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { needOption, withServices } from './with-services.ts';

const PERMISSION = 'submission.write';

export const command: Command = {
  usage: 'plumbline import submission FILE --as ACCOUNT [--period 2026Q3] [--jurisdiction CODE]',
  about:
    "Reads a member body's workbook (.xlsx, .csv) into its sheet of the quarter, as an upload by ACCOUNT would, and " +
    'prints what is wrong or ambiguous. The sheet stays a draft: the liaison signs and submits it on the page. ' +
    'Without --period it is the quarter that ended last. Exit status 1 while a row is wrong or ambiguous.',
  async run(args) {
    const { values, positionals } = parseOptions(args);
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new UsageError('Which file?');
    const username = needOption(values.as, 'In whose name? --as ACCOUNT, the liaison of a member body.');
    return withServices(async ({ endpoints }) => {
      const { services } = endpoints;
      const actor = await actAs(services, await findJurisdiction(services, values.jurisdiction), username);
      const period = values.period ?? quarterBefore(dayOf(services.clock.now()));
      const report = await importSubmission(endpoints, actor, { file, period });
      process.stdout.write(formatReport(report));
      return report.open.length > 0 ? 1 : 0;
    });
  },
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { as: text, period: text, jurisdiction: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The quarter that ended last. */
export const quarterBefore = (today: string): string =>
  quarterOf(addDays(quarterDays(quarterOf(today)).first, -1));

export interface ImportedSheet {
  id: string;
  period: string;
  /** The sheet holds this very file already. */
  repeated: boolean;
  /** Rows by state. */
  counts: { state: string; count: number }[];
  /** Rows that somebody must look at, with what is wrong. */
  open: { sheet: string; row: number; state: string; faults: FaultInput[] }[];
}

/** Begins the sheet, or takes up the draft of this quarter, and reads the workbook into it. */
export async function importSubmission(
  endpoints: Endpoints,
  actor: Actor,
  input: { file: string; period: string },
): Promise<ImportedSheet> {
  if (!may(actor, PERMISSION)) throw forbidden(PERMISSION);
  if (!/^\d{4}Q[1-4]$/.test(input.period)) throw new UsageError('--period is a quarter such as 2026Q3.');
  await access(input.file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${input.file} can not be read (${error.code})`);
  });
  const received = await receiveLocal(endpoints, path.resolve(input.file));
  try {
    const id = await openSheet(endpoints, actor, input.period);
    const name = safeName(path.basename(input.file));
    const { repeated } = await takeFile(endpoints, actor, id, received, name, { direct: true });
    return { id, period: input.period, repeated, ...(await readState(endpoints, actor, id)) };
  } finally {
    await received.drop();
  }
}

/** The id of the quarter's draft: a refusal to begin a second one names the first. */
function openSheet(endpoints: Endpoints, actor: Actor, period: string): Promise<string> {
  return endpoints
    .run(actor, (ctx) => beginSubmission(ctx, { period }))
    .catch((error: unknown) => {
      const draft =
        error instanceof AppError && error.code === 'duplicate' ? error.details.changed : undefined;
      const { id } = (draft ?? {}) as { id?: string };
      if (id) return id;
      throw error;
    });
}

async function readState(endpoints: Endpoints, actor: Actor, id: string) {
  return endpoints.run(actor, async (ctx) => {
    const [counts, open] = await Promise.all([
      ctx.trx
        .selectFrom('submission_row')
        .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
        .where('jurisdiction_id', '=', actor.jurisdictionId)
        .where('submission_id', '=', id)
        .groupBy('state')
        .orderBy('state')
        .execute(),
      openRows(ctx, id),
    ]);
    return { counts, open };
  });
}

export function formatReport({ period, repeated, counts, open }: ImportedSheet): string {
  const lines = [
    repeated ? `The sheet of ${period} holds this file already.` : `Read into the sheet of ${period}.`,
    ...counts.map(({ state, count }) => `${state.padEnd(12)}${String(count).padStart(8)}`),
  ];
  for (const { sheet, row, state, faults } of open) {
    const { faults: spoken = [] } = problemOf(new AppError('invalid', { faults }), 'zh', '');
    lines.push(`${sheet} ${row} ${state}`.trim());
    for (const [i, { column, detail }] of spoken.entries())
      lines.push(`  ${[column, faults[i]?.params?.label, detail].filter(Boolean).join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}
