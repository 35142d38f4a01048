import type { OpinionNames } from '@plumbline/contract/opinion';
import type { z } from 'zod';
import type { Ctx } from '../../../../platform/context/context.ts';
import { invalid } from '../../../../platform/errors/app-error.ts';
import { faultText } from '../../../../platform/errors/fault-texts.ts';
import { matchPerson } from '../../../../platform/matching/match.ts';
import { SubjectLookup } from '../../../clue/index.ts';
import { hashOfIdNumber } from '../../../registry/index.ts';
import { requestOf } from '../places.ts';
import type { ListedName } from './listed-name.ts';
import { namesOfFiles } from './read-files.ts';
import { namesOfText } from './read-text.ts';

type Preview = z.infer<typeof OpinionNames>;
type Row = Preview['rows'][number];

const SHOWN = 20;

/**
 * Whom a list means, before anything is kept: each name with the person that is meant, those it may mean, or what to do
 * about it. @throws 400 for no name at all, or more than a request may have
 */
export async function previewNames(
  ctx: Ctx,
  { text = '', fileIds = [] }: { text?: string | undefined; fileIds?: string[] | undefined },
): Promise<Preview> {
  const files = await namesOfFiles(ctx, fileIds);
  const listed = [...namesOfText(text), ...files.names];
  const most = requestOf(ctx.pack)?.subjects.max ?? 0;
  if (listed.length > most)
    throw invalid({ pointer: '/text', code: 'opinion.too-many', params: { count: listed.length, most } });
  if (listed.length === 0 && files.faults.length === 0)
    throw invalid({ pointer: '/text', code: 'opinion.nobody' });
  const rows = await resolved(ctx, listed);
  return {
    rows: markTwice(ctx, rows),
    faults: files.faults.map(({ code, params = {} }) => ({
      code,
      detail: faultText(code, params, ctx.locale),
    })),
  };
}

async function resolved(ctx: Ctx, listed: readonly ListedName[]): Promise<Row[]> {
  const lookup = new SubjectLookup(ctx, ctx.today);
  const hashes = listed.map(({ idNumber }) => (idNumber ? hashOfIdNumber(ctx, idNumber) : null));
  const registry = await lookup.registryFor(listed.map(({ name }, i) => ({ name, idHash: hashes[i]! })));
  return listed.map(({ row, file, name, unit, post, birth = null, idNumber }, i): Row => {
    const persons = registry.persons(name, hashes[i]!);
    const known = new Map(persons.map((person) => [person.id, person]));
    const { certainty, matches } = matchPerson(
      {
        name,
        unitName: unit,
        postTitle: post || null,
        birth,
        hasIdNumber: idNumber !== null,
        asOf: ctx.today,
      },
      persons,
    );
    const candidates = matches.slice(0, SHOWN).map(({ id }) => {
      const { name: held, shown, birth: born } = known.get(id)!;
      return { id, name: held, unit: shown.unit, post: shown.post, birth: born };
    });
    const state = certainty === 'none' ? 'unknown' : certainty === 'ambiguous' ? 'ask' : 'found';
    const code =
      state === 'unknown'
        ? 'opinion.unknown'
        : candidates.length > 1
          ? 'opinion.namesakes'
          : 'opinion.name-only';
    return {
      no: i + 1,
      row,
      file,
      name,
      unit,
      post,
      state,
      personId: state === 'found' ? candidates[0]!.id : null,
      candidates,
      advice: state === 'found' ? null : faultText(code, { name, count: candidates.length }, ctx.locale),
    };
  });
}

/** The same person twice is one name: the later one says which it repeats. */
function markTwice(ctx: Ctx, rows: Row[]): Row[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    if (row.personId === null) return row;
    const earlier = first.get(row.personId);
    if (earlier === undefined) {
      first.set(row.personId, row.no);
      return row;
    }
    return { ...row, state: 'twice', advice: faultText('opinion.listed-twice', { no: earlier }, ctx.locale) };
  });
}
