import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importPopolo, type PopoloResult } from '../modules/registry/index.ts';
import { type Actor, may } from '../platform/access/actor.ts';
import { systemActor } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';
import { forbidden } from '../platform/errors/app-error.ts';
import { NotPopoloError } from '../platform/exchange-formats/popolo.types.ts';
import { actAs, findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { progressBar } from './progress-bar.ts';
import { withServices } from './with-services.ts';

const PERMISSION = 'registry.import';

export const command: Command = {
  usage:
    'plumbline import popolo FILE [--source NAME] [--organ CODE] [--kind CODE] [--as ACCOUNT] [--jurisdiction CODE]',
  about:
    'Takes office-holders from a Popolo file into the registry: persons, units, posts, dated appointments. All or ' +
    'nothing; importing again changes only what the source has changed. NAME tells sources apart (the file name ' +
    'when left out); CODE names the organ that keeps the new dossiers.',
  async run(args) {
    const { values, positionals } = parseOptions(args);
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new UsageError('Which file? Give one.');
    const json = await readJson(file);
    return withServices(async ({ endpoints: { services } }) => {
      const jurisdiction = await findJurisdiction(services, values.jurisdiction);
      const { actor, organ } = await author(services, jurisdiction, values.as, values.organ);
      const bar = progressBar(path.basename(file));
      try {
        const result = await importPopolo(services, actor, json, {
          source: values.source ?? path.parse(file).name,
          organId: organ.id,
          ...(values.kind ? { unitKind: values.kind } : {}),
          onProgress: (done, total) => bar.update(total ? done / total : 1),
        });
        bar.end();
        process.stdout.write(`${report(result)}\nNew dossiers are kept by: ${organ.name}\n`);
        return 0;
      } catch (error) {
        if (!(error instanceof NotPopoloError)) throw error;
        process.stderr.write(`${file} is not a Popolo file; nothing was imported.\n`);
        return 1;
      }
    });
  },
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { source: text, organ: text, kind: text, as: text, jurisdiction: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function readJson(file: string): Promise<unknown> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`${file} can not be read.`);
  }
  try {
    return JSON.parse(content);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

/** In whose name the import runs (the platform's own without an account) and who keeps what it brings. */
async function author(
  services: Services,
  jurisdiction: number,
  username: string | undefined,
  organCode: string | undefined,
): Promise<{ actor: Actor; organ: { id: string; name: string } }> {
  const organs = await services.db.transaction({ jurisdiction }, (trx) =>
    trx
      .selectFrom('organ')
      .select(['id', 'code', 'name', 'kind', 'parent_id'])
      .where('jurisdiction_id', '=', jurisdiction)
      .orderBy('code')
      .execute(),
  );
  const system = systemActor(
    jurisdiction,
    organs.map((organ) => organ.id),
  );
  const actor = username ? await actAs(services, jurisdiction, username) : system;
  if (username && !may(actor, PERMISSION)) throw forbidden(PERMISSION);
  const kinds = services.packs.of(jurisdiction).organKinds.filter((kind) => kind.supervises);
  const supervising = organs.filter((organ) => kinds.some((kind) => kind.code === organ.kind));
  const below = (id: string) => organs.filter((organ) => organ.parent_id === id).length;
  const organ = organCode
    ? supervising.find((candidate) => candidate.code === organCode)
    : (supervising.find((candidate) => candidate.id === actor.organId) ??
      supervising.toSorted((a, b) => below(b.id) - below(a.id))[0]);
  if (!organ)
    throw new UsageError(
      `Which organ? --organ ${supervising.map((candidate) => candidate.code).join(' | ')}`,
    );
  return { actor, organ };
}

/** What came in and what became of it, as a table; everything left out with its reason. */
export function report(result: PopoloResult): string {
  const { counts, derivedPosts, skipped, remarks } = result;
  const head = ['', 'read', 'created', 'updated', 'unchanged', 'skipped'];
  const rows = [
    ...(['person', 'organization', 'post', 'membership'] as const).map((kind) => {
      const { read, created, updated, unchanged, skipped: left } = counts[kind];
      return [kind, read, created, updated, unchanged, left];
    }),
    ['post, derived', '-', derivedPosts.created, derivedPosts.updated, derivedPosts.unchanged, '-'],
  ].map((row) => row.map(String));
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  const note = ({ kind, id, code, params }: PopoloResult['skipped'][number]) =>
    `  ${kind} ${id}: ${code}${Object.entries(params)
      .map(([name, value]) => ` ${name}=${value}`)
      .join('')}`;
  return [
    line(head),
    ...rows.map(line),
    ...(skipped.length ? ['', 'Skipped:', ...skipped.map(note)] : []),
    ...(remarks.length ? ['', 'Taken over without one detail:', ...remarks.map(note)] : []),
  ].join('\n');
}
