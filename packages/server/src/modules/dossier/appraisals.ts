import type { getAppraisals as contract } from '@plumbline/contract/appraisal';
import type { Reply } from '@plumbline/contract/route';
import { type FormNode, formValues, type Locale, type Pack, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { isTogether, needItem, packOf } from './catalogue.ts';
import { formOf } from './forms.ts';
import { rightsOf } from './get-dossier.ts';
import { isOpen } from './reading.rules.ts';
import { listSlipsInForce } from './reading.store.ts';
import { listSealedForms } from './sealed.store.ts';
import { findSubject } from './subject.store.ts';

type Appraisals = Reply<typeof contract>;

/**
 * Members' appraisals, all together and without authors. Below the catalogue's number of authors nothing
 * comes out of the database, not even how many there are (S0.37).
 * @throws 403 without the permission at the custodian or without a reading slip
 */
export async function getAppraisals(ctx: Ctx, subjectId: string, code: string): Promise<Appraisals> {
  const [row, slips] = await Promise.all([findSubject(ctx, subjectId), listSlipsInForce(ctx, [subjectId])]);
  const subject = found(row);
  ctx.need('appraisal.read', subject.organ_id);
  const item = needItem(ctx.pack, code, subject.subject_kind, '/item');
  if (!isTogether(item)) throw invalid({ parameter: 'item', code: 'unfit-item', params: { value: code } });
  const entry = { item: code, classification: Math.max(item.classification, subject.classification) };
  if (!isOpen(ctx.pack, rightsOf(ctx, subject.organ_id, slips), entry))
    throw new AppError('reading-slip-required');
  const forms = await listSealedForms(ctx, subjectId, item);
  const title = { code, title: pick(item.title, ctx.locale) };
  const minimum = item.minimumAuthors;
  if (!forms.length) return { item: title, enough: false, minimum, authors: null, ratings: [], texts: [] };
  await recordOpening(ctx, {
    type: 'appraisals.opened',
    entity: 'dossier',
    entityId: subjectId,
    subjectId,
    organId: subject.organ_id,
    data: { item: code },
  });
  const packs = new Map<string, Pack>();
  for (const version of new Set(forms.map((f) => f.pack_version)))
    packs.set(version, await packOf(ctx, version));
  const values = forms.flatMap((f) => formValues(formOf(packs.get(f.pack_version)!, item), f.form));
  return { item: title, enough: true, minimum, authors: forms.length, ...together(values, ctx.locale) };
}

/**
 * Coded answers counted by question; written words per question, sorted, so that no two of them can be told
 * to come from one hand. Days and numbers of the form are left out: they could name an author.
 */
export function together(
  values: ReturnType<typeof formValues>,
  locale: Locale,
): Pick<Appraisals, 'ratings' | 'texts'> {
  const byQuestion = Map.groupBy(values, ({ path }) =>
    path.filter((key) => typeof key === 'string').join('/'),
  );
  const ratings: Appraisals['ratings'] = [];
  const texts: Appraisals['texts'] = [];
  for (const [pointer, answers] of byQuestion) {
    const { node } = answers[0]!;
    const title = node['x-title'] ? pick(node['x-title'], locale) : pointer;
    if (node.oneOf) ratings.push({ pointer, title, answers: counted(node, answers, locale) });
    else if (node.type === 'string' && !node.format && !answers[0]!.kin) {
      const words = answers.map(({ value }) => String(value).trim()).filter(Boolean);
      if (words.length) texts.push({ pointer, title, values: words.sort() });
    }
  }
  return { ratings, texts };
}

const counted = (node: FormNode, answers: readonly { value: unknown }[], locale: Locale) =>
  (node.oneOf ?? []).map((option) => ({
    title: option['x-title'] ? pick(option['x-title'], locale) : String(option.const),
    count: answers.filter(({ value }) => value === option.const).length,
  }));
