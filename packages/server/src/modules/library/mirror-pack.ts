import type { Pack, Regulation } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { placeOf } from './library.rules.ts';
import { listParts } from './library.store.ts';
import { type NewPart, saveParts } from './save-parts.ts';
import { insertItem, nextNumber } from './write-item.ts';

/**
 * Brings the regulations of the pack into the library: what is new becomes an entry, what the pack words anew a
 * newer version of it. An office's own versions stay; again without harm.
 * @returns how many versions were added
 */
export async function mirrorRegulations(ctx: Ctx): Promise<number> {
  const root = await rootOrgan(ctx);
  if (!root) return 0;
  await sql`select pg_advisory_xact_lock(${ctx.actor.jurisdictionId}, hashtext('library.mirror'))`.execute(
    ctx.trx,
  );
  let added = 0;
  for (const regulation of ctx.pack.library.regulations) {
    if (await mirrorOne(ctx, regulation, root)) added++;
  }
  return added;
}

async function mirrorOne(ctx: Ctx, regulation: Regulation, organId: string): Promise<boolean> {
  const j = ctx.actor.jurisdictionId;
  const item = await ctx.trx
    .selectFrom('library_item')
    .select('id')
    .where('jurisdiction_id', '=', j)
    .where('code', '=', regulation.code)
    .executeTakeFirst();
  const parts = partsOf(regulation);
  if (item && (await hasSame(ctx, item.id, regulation, parts))) return false;
  const itemId = item?.id ?? insertRegulation(ctx, regulation, organId);
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('library_version').values({
      jurisdiction_id: j,
      id,
      item_id: itemId,
      number: item ? await nextNumber(ctx, itemId) : 1,
      matter_id: null,
      pack_version: ctx.pack.head.version,
      effective_from: regulation.effectiveFrom,
      note: '',
      source_text: '',
      published_at: ctx.now,
      organ_id: organId,
      created_by: null,
      created_at: ctx.now,
    }),
  );
  await saveParts(ctx, id, parts);
  ctx.record({
    type: 'library.mirrored',
    entity: 'library',
    entityId: itemId,
    organId,
    data: { code: regulation.code, packVersion: ctx.pack.head.version, versionId: id },
  });
  return true;
}

function insertRegulation(ctx: Ctx, regulation: Regulation, organId: string): string {
  const store = ctx.pack.library.stores.find(({ code }) => code === regulation.store)!;
  return insertItem(ctx, {
    organId,
    place: placeOf(ctx.pack, {
      store: store.code,
      sort: regulation.sort,
      audience: widest(ctx.pack, store.audiences),
    }),
    title: regulation.title.zh,
    titleEn: regulation.title.en,
    issuer: regulation.issuer?.zh,
    code: regulation.code,
    published: true,
  });
}

/** What the pack says of the law is no secret: the widest audience that the store has. */
function widest(pack: Pack, codes: readonly string[]): string {
  const order = ['everyone', 'officers', 'organ'];
  const rank = (code: string) =>
    order.indexOf(pack.library.audiences.find((one) => one.code === code)?.opens ?? 'organ');
  return codes.toSorted((a, b) => rank(a) - rank(b))[0]!;
}

const partsOf = (regulation: Regulation): NewPart[] =>
  regulation.articles.map((article) => ({
    kind: 'article',
    number: article.number,
    label: chineseLabel(article.number),
    text: article.gist.zh,
    textEn: article.gist.en,
    question: article.question?.zh ?? null,
    questionEn: article.question?.en ?? null,
  }));

const chineseLabel = (number: string): string => {
  const [main, behind] = number.split('-').map(Number);
  return `第${inChinese(main!)}条${behind ? `之${inChinese(behind)}` : ''}`;
};

/** 1 to 9999 as articles are numbered. */
export function inChinese(n: number): string {
  const digits = [...String(n)].map(Number);
  const text = digits
    .map((digit, i) => {
      const unit = ['', '十', '百', '千'][digits.length - 1 - i]!;
      return digit === 0 ? '零' : `${'零一二三四五六七八九'[digit]}${unit}`;
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
  return text.replace(/^一十/, '十');
}

/** Whether the newest version that came from a pack says the same. */
async function hasSame(
  ctx: Ctx,
  itemId: string,
  regulation: Regulation,
  parts: readonly NewPart[],
): Promise<boolean> {
  const last = await ctx.trx
    .selectFrom('library_version')
    .select(['id', 'effective_from'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('item_id', '=', itemId)
    .where('pack_version', 'is not', null)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (!last || last.effective_from !== regulation.effectiveFrom) return false;
  const stored = await listParts(ctx, last.id);
  const said = (part: { number?: string | null; text: string; question?: string | null }) =>
    [part.number, part.text, part.question ?? ''].join('\n');
  return (
    stored.length === parts.length &&
    stored.every(
      (part, i) =>
        said(part) === said(parts[i]!) &&
        part.text_en === (parts[i]!.textEn ?? null) &&
        part.question_en === (parts[i]!.questionEn ?? null),
    )
  );
}

/**
 * The oldest organ at the top in which somebody may publish by the pack: it keeps what is everybody's. Undefined while
 * only the platform's administration is set up.
 */
async function rootOrgan(ctx: Ctx): Promise<string | undefined> {
  const keepers = new Set(
    ctx.pack.roles
      .filter((role) => role.permissions.includes('library.publish') && !role.inUnit)
      .flatMap((role) => role.organKinds),
  );
  const organs = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'kind', 'parent_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('active_to', 'is', null)
    .orderBy('active_from')
    .orderBy('id')
    .execute();
  const parents = new Map(organs.map((organ) => [organ.id, organ]));
  const keeps = (id: string | null): boolean => {
    const organ = id === null ? undefined : parents.get(id);
    return organ !== undefined && (keepers.has(organ.kind) || keeps(organ.parent_id));
  };
  // The topmost that may keep it: an organ above that is registered to receive what goes up keeps none.
  return organs.find((organ) => keepers.has(organ.kind) && !keeps(organ.parent_id))?.id;
}
