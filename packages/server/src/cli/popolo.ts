import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importPopolo, type PopoloResult } from '../modules/registry/index.ts';
import { systemActor } from '../platform/access/system-actor.ts';
import type { Services } from '../platform/context/context.ts';
import { NotPopoloError } from '../platform/exchange-formats/popolo.types.ts';
import { findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { withServices } from './with-services.ts';

export const command: Command = {
  usage: 'plumbline import popolo FILE [--jurisdiction CODE] [--organ CODE] [--source NAME]',
  about:
    'Takes office-holders from a Popolo file (JSON) into the registry: persons, units, posts and dated appointments. ' +
    'Prints what came of every item. A second run changes nothing. --organ keeps the dossiers of who is new (the ' +
    'first supervising organ unless told); --source names the source (the name of the file unless told).',
  async run(args) {
    const { values, positionals } = parseOptions(args);
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new UsageError('Which file?');
    const json = await readJson(file);
    const source = values.source ?? path.basename(file).replace(/\.json$/i, '');
    return withServices(async ({ endpoints: { services } }) => {
      const jurisdiction = await findJurisdiction(services, values.jurisdiction);
      const { organs, custodian } = await findOrgans(services, jurisdiction, values.organ);
      try {
        const options = { source, organId: custodian };
        const actor = systemActor(jurisdiction, organs);
        process.stdout.write(formatReport(await importPopolo(services, actor, json, options)));
        return 0;
      } catch (error) {
        if (!(error instanceof NotPopoloError)) throw error;
        process.stderr.write(`${file} is not a Popolo file: it has none of its lists.\n`);
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
      options: { jurisdiction: text, organ: text, source: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} can not be read (${error.code})`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

/** All organs, and the one that keeps the dossiers of persons and units whom nobody supervises yet. */
async function findOrgans(services: Services, jurisdiction: number, code: string | undefined) {
  const rows = await services.db.transaction({ jurisdiction }, (trx) =>
    trx
      .selectFrom('organ')
      .select(['id', 'code', 'kind', 'parent_id as parentId', 'active_to as activeTo'])
      .where('jurisdiction_id', '=', jurisdiction)
      .orderBy('code')
      .execute(),
  );
  const { organKinds } = services.packs.of(jurisdiction);
  const supervising = new Set(organKinds.filter((kind) => kind.supervises).map((kind) => kind.code));
  const fit = rows.filter((organ) => organ.activeTo === null && supervising.has(organ.kind));
  const found = code
    ? fit.find((organ) => organ.code === code)
    : (fit.find((organ) => organ.parentId === null) ?? fit[0]);
  if (found) return { organs: rows.map((organ) => organ.id), custodian: found.id };
  const codes = fit.map((organ) => organ.code).join(' | ');
  throw new UsageError(
    `Which organ keeps the new dossiers? --organ ${codes || '(none can: set one up first)'}`,
  );
}

const COLUMNS = ['read', 'created', 'updated', 'unchanged', 'skipped'] as const;

/** A table of counts, then every item that was left out and every detail that was dropped. */
export function formatReport({ counts, derivedPosts, skipped, remarks }: PopoloResult): string {
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, i) => (i ? String(cell).padStart(10) : String(cell).padEnd(24)))
      .join('')
      .trimEnd();
  const { created, updated, unchanged } = derivedPosts;
  const lines = [
    line(['', ...COLUMNS]),
    ...Object.entries(counts).map(([kind, count]) => line([kind, ...COLUMNS.map((column) => count[column])])),
    line(['posts of memberships', '', created, updated, unchanged]),
  ];
  for (const [title, notes] of [
    ['skipped', skipped],
    ['taken over without one detail', remarks],
  ] as const) {
    if (notes.length) lines.push('', `${title}:`);
    for (const { kind, id, code, params } of notes) {
      const details = Object.entries(params).map(([name, value]) => `${name}=${value}`);
      lines.push(`  ${[kind, id, code, ...details].join(' ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
