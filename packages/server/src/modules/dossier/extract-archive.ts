import type { extractArchive as contract } from '@plumbline/contract/binder';
import type { Dossier } from '@plumbline/contract/dossier';
import type { Reply } from '@plumbline/contract/route';
import { statusesFor } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { addExtract } from '../library/index.ts';
import { needsSlip, packOf } from './catalogue.ts';
import { getDossier } from './get-dossier.ts';
import { type HeadRow, listHeads } from './heads.store.ts';
import { findSubject } from './subject.store.ts';

type Part = Parameters<typeof addExtract>[1]['parts'][number];

const HEADINGS = {
  basics: { zh: '基本情况', en: 'Basics' },
  career: { zh: '任职经历', en: 'Career' },
  leaves: { zh: '卷内目录', en: 'Catalogue of leaves' },
} as const;
/** More leaves than a binder of one subject ever has. */
const MOST = 2000;

/**
 * Extracts a dossier into the integrity archives (S4.29): what the registry says, and the catalogue of what is
 * verified. What opens with a reading slip only, and what is sealed, has no line. The extract is a draft that a
 * second person publishes; an entry that moves or stops counting takes its line along.
 */
export async function extractArchive(ctx: Ctx, subjectId: string): Promise<Reply<typeof contract>> {
  // Titles of the pack in either language, whoever makes the extract.
  const [subject, page, english, rows] = await Promise.all([
    findSubject(ctx, subjectId),
    getDossier({ ...ctx, locale: 'zh' }, subjectId),
    getDossier({ ...ctx, locale: 'en' }, subjectId),
    listHeads(ctx, subjectId, statusesFor(ctx.pack.uses, 'export'), { limit: MOST }),
  ]);
  const { subject_kind: kind, organ_id: organId } = found(subject);
  const open = rows.filter((row) => !needsSlip(ctx.pack, row.classification));
  const order = new Map(ctx.pack.catalogue.items.map(({ code }, index) => [code, index]));
  open.sort((a, b) => (order.get(a.item) ?? 999) - (order.get(b.item) ?? 999) || a.day.localeCompare(b.day));
  const leaves = (await Promise.all(open.map((row) => leafOf(ctx, row)))).flatMap((leaf) => leaf ?? []);
  const { name } = page.subject;
  const post = [page.subject.unit?.name, page.subject.post].filter(Boolean).join('');
  return addExtract(ctx, {
    subject: { kind, id: subjectId },
    title: `廉政档案：${name}${kind === 'person' && post ? `（${post}）` : ''}`,
    organId,
    classification: Math.max(0, ...open.map((row) => row.classification)),
    note: '',
    parts: [
      ...section('basics', basics(page, '、'), basics(english, ', ')),
      ...(kind === 'person' ? section('career', career(page), career(english)) : []),
      ...(leaves.length ? [heading('leaves'), ...leaves] : []),
    ],
  });
}

const heading = (code: keyof typeof HEADINGS): Part => ({
  kind: 'heading',
  level: 3,
  text: HEADINGS[code].zh,
  textEn: HEADINGS[code].en,
});

const section = (code: keyof typeof HEADINGS, zh: readonly string[], en: readonly string[]): Part[] =>
  zh.length ? [heading(code), { kind: 'paragraph', text: zh.join('\n'), textEn: en.join('\n') }] : [];

const basics = ({ subject }: Dossier, comma: string): string[] =>
  [
    [subject.unit?.name, subject.post].filter(Boolean).join(''),
    subject.level?.title,
    subject.unitKind?.title,
    subject.industry?.title,
    subject.flags.map((flag) => flag.title).join(comma),
  ].flatMap((line) => (line ? [line] : []));

const career = ({ subject }: Dossier): string[] =>
  subject.career.map((one) => `${one.from ?? '—'} – ${one.to ?? ''} ${one.unitName}${one.post}`);

async function leafOf(ctx: Ctx, row: HeadRow): Promise<Part | undefined> {
  const { catalogue } = await packOf(ctx, row.pack_version);
  const item = catalogue.items.find(({ code }) => code === row.item);
  if (item?.sealed) return undefined;
  const title = item?.title ?? { zh: row.item, en: row.item };
  const said = (name: string) =>
    [name, row.title === title.zh ? '' : row.title, row.day].filter(Boolean).join(' · ');
  return { kind: 'leaf', text: said(title.zh), textEn: said(title.en), materialId: row.id };
}
