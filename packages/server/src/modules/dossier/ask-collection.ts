import type { askCollection as contract } from '@plumbline/contract/collection';
import type { NamedRef } from '@plumbline/contract/dossier';
import type { Body } from '@plumbline/contract/route';
import { addDays, type CatalogueItem, pick } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { namesOf, startMatter, visibilityColumns } from '../matter/index.ts';
import { findItem, isTogether } from './catalogue.ts';
import { NOBODYS_DESK } from './desk.ts';
import { whyNeeded } from './gaps.rules.ts';
import { aroundListed, type Standing, standing } from './list-gaps.ts';
import { owedBy } from './owed.rules.ts';
import { ensureDossier } from './place.ts';
import type { SubjectState } from './subject-states.ts';
import { type ListedSubject, listSubjects } from './subjects.store.ts';
import { unitOf } from './visibility.ts';

type Wanted = Body<typeof contract>;

interface Outcome {
  asked: number;
  sealed: number;
  skipped: { subjectId: string; item: string; reason: string }[];
  taskIds: string[];
}

/** Subjects that one request may ask about. */
const MOST = 500;
/** Days where the pack has no such limit. */
const TERM = 14;

const REASONS = {
  asked: { zh: '已下达，尚未办结', en: 'Asked for already' },
  nobody: { zh: '没有可以下达的对象', en: 'Nobody could be asked' },
  forbidden: { zh: '不由本机关保管，不能下达', en: 'Another organ keeps this dossier' },
  'by-procedure': { zh: '由系统自动归档', en: 'Filed by procedures' },
} as const;

/** Asks those who owe items for them: one task an item and contributor (S0.6). */
export async function askCollection(ctx: Ctx, wanted: Wanted): Promise<Outcome> {
  const due = wanted.due ?? (await ctx.due('collection.answer'))?.day ?? addDays(ctx.today, TERM);
  if (due < ctx.today) throw invalid({ pointer: '/due', code: 'day-past' });
  const subjects = await listSubjects(ctx, filterOf(wanted), undefined, MOST + 1);
  if (subjects.length > MOST) throw invalid({ pointer: '/unitId', code: 'too-many-subjects' });
  const unknown = wanted.subjects?.findIndex(({ id }) => !subjects.some((s) => s.subject_id === id)) ?? -1;
  if (unknown >= 0) throw invalid({ pointer: `/subjects/${unknown}/id`, code: 'unknown-reference' });
  if (wanted.contributor && !(await namesOf(ctx, [wanted.contributor])).has(wanted.contributor.id))
    throw invalid({ pointer: '/contributor/id', code: 'unknown-reference' });
  for (const [index, code] of (wanted.items ?? []).entries()) {
    if (!findItem(ctx.pack, code))
      throw invalid({ pointer: `/items/${index}`, code: 'unknown-code', params: { value: code } });
  }
  const known = await standing(ctx, subjects);
  const outcome: Outcome = { asked: 0, sealed: 0, skipped: [], taskIds: [] };
  for (const state of known.states) await askOne(ctx, state, wanted, due, known, outcome);
  return outcome;
}

const filterOf = (wanted: Wanted) =>
  wanted.unitId ? { unitId: wanted.unitId } : { subjectIds: (wanted.subjects ?? []).map(({ id }) => id) };

async function askOne(
  ctx: Ctx,
  state: SubjectState,
  wanted: Wanted,
  due: string,
  known: Standing,
  outcome: Outcome,
): Promise<void> {
  const { subject } = state;
  for (const { item, gap } of state.states) {
    if (wanted.items ? !wanted.items.includes(item.code) : gap === null) continue;
    const skip = (reason: keyof typeof REASONS) =>
      outcome.skipped.push({
        subjectId: subject.subject_id,
        item: item.code,
        reason: REASONS[reason][ctx.locale],
      });
    if (!ctx.may('collection.ask', subject.organ_id)) skip('forbidden');
    else if (item.autoFiled || item.followUp) skip('by-procedure');
    else if (known.asked.some((task) => task.subject_id === subject.subject_id && task.item === item.code))
      skip('asked');
    else {
      const contributors = await contributorsOf(ctx, state, item, wanted, known);
      if (!contributors.length) skip('nobody');
      for (const contributor of contributors) {
        const task = { state, item, contributor, due, note: wanted.note ?? '' };
        if (isTogether(item)) {
          // The answer is the same whether the member was asked before or not: it tells nothing of who wrote.
          outcome.sealed++;
          if (!(await isAskedSealed(ctx, task))) await begin(ctx, task);
          continue;
        }
        outcome.asked++;
        outcome.taskIds.push(await begin(ctx, task));
      }
    }
  }
}

async function contributorsOf(
  ctx: Ctx,
  { subject }: SubjectState,
  item: CatalogueItem,
  wanted: Wanted,
  known: Standing,
): Promise<Pick<NamedRef, 'kind' | 'id'>[]> {
  const { contributor } = wanted;
  // Nobody writes what is shown together about himself.
  if (contributor)
    return isTogether(item) && (await isOf(ctx, contributor, subject.subject_id)) ? [] : [contributor];
  const asksTeam = item.contributors.relations.includes('team-member');
  const team = asksTeam ? await teamAround(ctx, subject) : [];
  const owed = owedBy(item, aroundListed(subject, known), team);
  return asksTeam ? owed.filter((ref) => ref.kind === 'person') : owed.slice(0, 1);
}

/** Whether the contributor is the subject, or an account of theirs. */
async function isOf(ctx: Ctx, { kind, id }: Pick<NamedRef, 'kind' | 'id'>, subjectId: string) {
  if (id === subjectId) return true;
  if (kind !== 'account') return false;
  const row = await ctx.trx
    .selectFrom('account')
    .select('person_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.person_id === subjectId;
}

/** The other members of the leadership teams in which the person sits. */
async function teamAround(ctx: Ctx, subject: ListedSubject): Promise<NamedRef[]> {
  const leading = ctx.pack.postTags.filter((tag) => tag.group === 'leadership').map((tag) => tag.code);
  const units = [...new Set(subject.posts.map((post) => post.unitId))];
  const found = new Map<string, NamedRef>();
  for (const unitId of units) {
    const people = await listSubjects(ctx, { kind: 'person', unitId, postTags: leading }, undefined, MOST);
    for (const { subject_id: id, name } of people)
      if (id !== subject.subject_id) found.set(id, { kind: 'person', id, name });
  }
  return [...found.values()];
}

interface Task {
  state: SubjectState;
  item: CatalogueItem;
  contributor: Pick<NamedRef, 'kind' | 'id'>;
  due: string;
  note: string;
}

async function begin(ctx: Ctx, { state, item, contributor, due, note }: Task): Promise<string> {
  const { subject, traits } = state;
  const subjectRef = { kind: subject.subject_kind, id: subject.subject_id };
  const together = isTogether(item);
  const why = whyNeeded(ctx.pack, item, traits, 'zh') ?? pick(item.title, 'zh');
  const visibility = {
    // Who was asked for a sealed appraisal, and who has written one, shows nowhere.
    organId: together ? NOBODYS_DESK : subject.organ_id,
    classification: 0,
    readers: [contributor.id],
    concernsPersonId:
      subject.subject_kind === 'person' && contributor.id !== subject.subject_id ? subject.subject_id : null,
  };
  const [started, sealedTo] = await Promise.all([
    startMatter(ctx, {
      service: 'collection',
      title: `${item.title.zh}：${subject.name}`,
      subject: subjectRef,
      parties: { contributor: [contributor] },
      visibility,
      data: { item: item.code, why: why.slice(0, 500), due, ...(note ? { note } : {}) },
      dueOn: due,
      ...(together ? { bySystem: true } : {}),
    }),
    item.sealed ? unitOf(ctx, subjectRef) : null,
    ensureDossier(ctx, subjectRef, { byFiling: false }),
  ]);
  ctx.send(
    ctx.trx.insertInto('collection_task').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      matter_id: started.id,
      subject_kind: subject.subject_kind,
      subject_id: subject.subject_id,
      subject_name: subject.name,
      item: item.code,
      why,
      note,
      contributor_kind: contributor.kind,
      contributor_id: contributor.id,
      custodian_id: subject.organ_id,
      sealed_to_unit_id: sealedTo,
      asked_by: together ? null : ctx.actor.accountId,
      asked_at: ctx.now,
      due_on: due,
      ...visibilityColumns(visibility),
    }),
  );
  return started.id;
}

async function isAskedSealed(ctx: Ctx, { state, item, contributor }: Task): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select app.sealed_task_open(${state.subject.subject_id}, ${item.code}, ${contributor.id}) as open`.execute(
    ctx.trx,
  );
  return rows[0]?.open ?? false;
}
