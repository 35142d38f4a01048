import type { listDossiers as contract, DossierSummary } from '@plumbline/contract/dossier';
import type { Query } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { type SubjectState, statesOf } from './subject-states.ts';
import { AfterSubject, afterSubject, listSubjects, type SubjectFilter } from './subjects.store.ts';
import { titleOf } from './view-subject.ts';

/** Dossiers looked through at a time where a filter asks what the catalogue says. */
const BATCH = 200;
/** Batches looked through for one page; then the page ends early, with a cursor. */
const BATCHES = 10;

type Filter = Query<typeof contract>;

/** A page of dossiers, by name. A page may be short while the cursor says that there is more. */
export async function listDossiers(
  ctx: Ctx,
  query: Filter,
): Promise<{ items: DossierSummary[]; next: string | null }> {
  const wanted = filterOf(ctx, query);
  const looksInside = query.gaps === true || query.stale === true;
  const size = looksInside ? BATCH : query.limit + 1;
  const items: DossierSummary[] = [];
  let after = decodeCursor(query.cursor, AfterSubject);
  for (let batch = 0; batch < BATCHES; batch++) {
    const rows = await listSubjects(ctx, wanted, after, size);
    const states = await statesOf(ctx, rows.slice(0, looksInside ? size : query.limit));
    for (const state of states) {
      const summary = summarise(ctx, state);
      after = afterSubject(state.subject);
      if (query.gaps === true && summary.missing === 0) continue;
      if (query.stale === true && summary.stale === 0) continue;
      items.push(summary);
      if (items.length === query.limit) {
        const more = rows.length === size || states.at(-1) !== state;
        return { items, next: more ? encodeCursor(after) : null };
      }
    }
    if (rows.length < size) return { items, next: null };
  }
  return { items, next: after ? encodeCursor(after) : null };
}

function filterOf(ctx: Ctx, query: Filter): SubjectFilter {
  const { postTags, unitTags } = ctx.pack;
  const codes = (list: readonly { code: string }[]) => list.map((tag) => tag.code);
  const marked: Partial<SubjectFilter> =
    query.flag === 'top-leader'
      ? { postTags: codes(postTags.filter((tag) => tag.heads)) }
      : query.flag === 'key-minority'
        ? { postTags: codes(postTags.filter((tag) => tag.keyMinority)) }
        : query.flag === 'key-post'
          ? { postTags: codes(postTags.filter((tag) => tag.group === 'key-post')) }
          : query.flag === 'power'
            ? { unitTags: codes(unitTags.filter((tag) => tag.power)) }
            : {};
  return {
    kind: query.kind,
    organId: query.organId,
    unitId: query.unitId,
    q: query.q || undefined,
    ...marked,
  };
}

function summarise(ctx: Ctx, { subject, traits, states, last }: SubjectState): DossierSummary {
  const main = subject.posts[0];
  const tags =
    traits.kind === 'person' ? ctx.pack.postTags.filter(({ code }) => traits.tags?.includes(code)) : [];
  return {
    subjectKind: subject.subject_kind,
    subjectId: subject.subject_id,
    name: subject.name,
    unit: main ? { kind: 'unit', id: main.unitId, name: main.unitName } : null,
    post: main?.post ?? null,
    level: titleOf(ctx.pack.postLevels, main?.level, ctx),
    topLeader: tags.some((tag) => tag.heads),
    keyMinority: tags.some((tag) => tag.keyMinority),
    keyPosts: tags.filter((tag) => tag.group === 'key-post').map((tag) => pick(tag.title, ctx.locale)),
    custodian: { kind: 'organ', id: subject.organ_id, name: subject.organ_name },
    classification: subject.classification,
    missing: states.filter((state) => state.gap === 'missing').length,
    stale: states.filter((state) => state.gap === 'stale').length,
    last,
  };
}
