import type { listGaps as contract, Gap } from '@plumbline/contract/collection';
import type { Query } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { decodeCursor, encodeCursor, place } from '../../platform/http/cursor.ts';
import { type AskedRow, listAsked } from './collection.store.ts';
import { type ItemState, whyNeeded } from './gaps.rules.ts';
import { owedBy, type Surroundings } from './owed.rules.ts';
import { listOrgans, type OrganRow } from './subject.store.ts';
import { type SubjectState, statesOf } from './subject-states.ts';
import {
  AfterSubject,
  afterSubject,
  type ListedSubject,
  listSubjects,
  listSupervisors,
  type SubjectFilter,
} from './subjects.store.ts';

/** Dossiers looked through at a time, and how many times for one page. */
const BATCH = 100;
const BATCHES = 20;

type Filter = Query<typeof contract>;
/** `item`: after which the next page goes on within the subject. */
const Cursor = AfterSubject.extend({ item: place.text.optional() });
type Cursor = z.infer<typeof Cursor>;

/** What the dossiers lack, dossier by dossier. A page may end early while the cursor says that there is more. */
export async function listGaps(
  ctx: Ctx,
  query: Filter,
): Promise<{ items: Gap[]; next: string | null; allowed: string[] }> {
  const allowed = ctx.may('collection.ask') ? ['askCollection'] : [];
  const filter: SubjectFilter = {
    kind: query.kind,
    organId: query.organId,
    unitId: query.unitId,
    subjectIds: query.subjectId ? [query.subjectId] : undefined,
  };
  const items: Gap[] = [];
  let cursor = decodeCursor(query.cursor, Cursor);
  for (let batch = 0; batch < BATCHES; batch++) {
    const subjects = await listFrom(ctx, filter, cursor);
    const known = await standing(ctx, subjects);
    for (const state of known.states) {
      const from =
        cursor?.item !== undefined && cursor.id === state.subject.subject_id ? cursor.item : undefined;
      for (const { item, gap } of gapsAfter(state.states, from)) {
        if (query.item && item.code !== query.item) continue;
        if (query.gap && gap !== query.gap) continue;
        if (items.length === query.limit) return { items, next: encodeCursor(cursor!), allowed };
        items.push(viewGap(ctx, state, item.code, known));
        cursor = { ...afterSubject(state.subject), item: item.code };
      }
      cursor = afterSubject(state.subject);
    }
    if (subjects.length < BATCH) return { items, next: null, allowed };
  }
  return { items, next: cursor ? encodeCursor(cursor) : null, allowed };
}

/** The subject at which a page broke off comes again, the others follow. */
async function listFrom(
  ctx: Ctx,
  filter: SubjectFilter,
  cursor: Cursor | undefined,
): Promise<ListedSubject[]> {
  if (cursor?.item === undefined) return listSubjects(ctx, filter, cursor, BATCH);
  const [broken, rest] = await Promise.all([
    listSubjects(ctx, { ...filter, subjectIds: [cursor.id] }, undefined, 1),
    listSubjects(ctx, filter, cursor, BATCH - 1),
  ]);
  return [...broken, ...rest];
}

const gapsAfter = (states: readonly ItemState[], item: string | undefined): ItemState[] => {
  const at = item === undefined ? -1 : states.findIndex((state) => state.item.code === item);
  return states.slice(at + 1).filter((state) => state.gap !== null);
};

export interface Standing {
  states: SubjectState[];
  organs: readonly OrganRow[];
  supervisors: ReadonlyMap<string, ReadonlySet<string>>;
  asked: readonly AskedRow[];
}

/** Everything that gaps of these dossiers are described with: a fixed number of queries. */
export async function standing(ctx: Ctx, subjects: readonly ListedSubject[]): Promise<Standing> {
  const kinds = [...new Set(ctx.pack.catalogue.items.flatMap((item) => item.contributors.organKinds))];
  const ids = subjects.map((subject) => subject.subject_id);
  const units = new Set(subjects.flatMap((s) => [s.subject_id, ...s.posts.map((post) => post.unitId)]));
  const [states, organs, supervisors, asked] = await Promise.all([
    statesOf(ctx, subjects),
    listOrgans(ctx, kinds),
    listSupervisors(ctx, [...units]),
    listAsked(ctx, ids),
  ]);
  const byUnit = new Map<string, Set<string>>();
  for (const row of supervisors) {
    const set = byUnit.get(row.unit_id) ?? new Set();
    byUnit.set(row.unit_id, set.add(row.organ_id));
  }
  return { states, organs, supervisors: byUnit, asked };
}

/** Who stands around a listed subject. */
export function aroundListed(subject: ListedSubject, known: Standing): Surroundings {
  const units =
    subject.subject_kind === 'unit'
      ? [{ id: subject.subject_id, name: subject.name }]
      : [...new Map(subject.posts.map((post) => [post.unitId, post.unitName]))].map(([id, name]) => ({
          id,
          name,
        }));
  return {
    subject: { kind: subject.subject_kind, id: subject.subject_id, name: subject.name },
    units,
    custodian: { id: subject.organ_id, name: subject.organ_name },
    organs: known.organs,
    supervising: new Set(units.flatMap(({ id }) => [...(known.supervisors.get(id) ?? [])])),
  };
}

function viewGap(ctx: Ctx, { subject, traits, states }: SubjectState, code: string, known: Standing): Gap {
  const state = states.find(({ item }) => item.code === code)!;
  const main = subject.posts[0];
  const asked = known.asked.find((task) => task.subject_id === subject.subject_id && task.item === code);
  return {
    subjectKind: subject.subject_kind,
    subjectId: subject.subject_id,
    subjectName: subject.name,
    unit: main ? { kind: 'unit', id: main.unitId, name: main.unitName } : null,
    post: main?.post ?? null,
    item: code,
    itemTitle: pick(state.item.title, ctx.locale),
    gap: state.gap!,
    why: whyNeeded(ctx.pack, state.item, traits, ctx.locale) ?? '',
    last: state.freshness.last,
    since: state.since!,
    owedBy: owedBy(state.item, aroundListed(subject, known)),
    asked: asked
      ? {
          matterId: asked.matter_id,
          dueOn: asked.due_on,
          provisional: asked.provisional,
          overdue: asked.due_on < ctx.today,
        }
      : null,
  };
}
