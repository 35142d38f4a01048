import type { Dossier } from '@plumbline/contract/dossier';
import type { Ctx } from '../../platform/context/context.ts';
import { type DocumentSection, officialDocument } from '../../platform/documents/docx.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { DOCX } from './binder.ts';
import { getDossier } from './get-dossier.ts';
import { listInstructionRows } from './instructions.store.ts';
import { viewInstructions } from './view-instructions.ts';

const TEXTS = {
  zh: {
    title: (name: string) => `${name}情况简报`,
    basics: '一、基本情况',
    team: '二、班子成员',
    career: '二、任职经历',
    known: '三、掌握的情况',
    differs: '四、来源不一致的事实',
    instructions: '五、指示批示落实',
    gaps: '六、缺项与时效',
    columns: ['姓名', '职务', '任职时间'],
    careerColumns: ['起', '止', '单位及职务'],
    more: (count: number) => `另有${count}项，见电子数据包。`,
    none: '无。',
    withheld: '限制查阅',
    post: '现任',
    level: '职级',
    flags: '标识',
    industry: '行业',
    kind: '性质',
    supervising: '监督机构',
    separator: '；',
  },
  en: {
    title: (name: string) => `Brief on ${name}`,
    basics: 'I. Basics',
    team: 'II. Leadership team',
    career: 'II. Career',
    known: 'III. What is known',
    differs: 'IV. Facts on which sources differ',
    instructions: 'V. Instructions and their follow-up',
    gaps: 'VI. What is missing or out of date',
    columns: ['Name', 'Post', 'Since'],
    careerColumns: ['From', 'To', 'Unit and post'],
    more: (count: number) => `${count} more: see the dossier.`,
    none: 'None.',
    withheld: 'Restricted',
    post: 'Post',
    level: 'Level',
    flags: 'Marks',
    industry: 'Industry',
    kind: 'Kind',
    supervising: 'Supervised by',
    separator: '; ',
  },
} as const;
type Texts = (typeof TEXTS)['zh' | 'en'];

/** Two pages hold 44 lines of 28 characters; each part gets a share, and says what it leaves to the dossier. */
const MOST = { team: 9, career: 6, known: 8, differs: 3, instructions: 4, gaps: 5 } as const;
const LONGEST = 84;

/**
 * Two pages for a meeting: facts with their days, and what is missing. Matters that are being worked on are
 * nobody's business there; only factual entries speak (protection P2).
 */
export async function brief(ctx: Ctx, subjectId: string): Promise<Download> {
  const [page, rows] = await Promise.all([
    getDossier(ctx, subjectId),
    listInstructionRows(ctx, { unitId: subjectId }, undefined, MOST.instructions + 1),
  ]);
  const t = TEXTS[ctx.locale];
  const instructions = page.subject.kind === 'unit' ? await viewInstructions(ctx, rows, subjectId) : [];
  const sections: DocumentSection[] = [
    { heading: t.basics, paragraphs: [basics(page, t)] },
    page.subject.kind === 'unit' ? team(page, t) : career(page, t),
    { heading: t.known, paragraphs: some(knownLines(page, t), MOST.known, t) },
    { heading: t.differs, paragraphs: some(differing(page, t), MOST.differs, t) },
    ...(page.subject.kind === 'unit'
      ? [
          {
            heading: t.instructions,
            paragraphs: some(
              instructions.map((i) => {
                const state = i.followUps[0];
                return cut(`${i.issuedOn} ${i.issuer}：${i.title}（${state?.stateTitle ?? '—'}）`);
              }),
              MOST.instructions,
              t,
            ),
          },
        ]
      : []),
    {
      heading: t.gaps,
      paragraphs: some(
        page.portrait.silences.map((s) => s.text),
        MOST.gaps,
        t,
      ),
    },
  ];
  const content = await officialDocument({
    title: t.title(page.subject.name),
    organ: page.custodian.name,
    sections,
    signature: [page.custodian.name, ctx.today],
  });
  return { name: `${t.title(page.subject.name)}.docx`, type: DOCX, content };
}

function basics({ subject }: Dossier, t: Texts): string {
  const parts = [
    [t.kind, subject.unitKind?.title],
    [t.industry, subject.industry?.title],
    [t.post, [subject.unit?.name, subject.post].filter(Boolean).join('') || undefined],
    [t.level, subject.level?.title],
    [t.flags, subject.flags.map((flag) => flag.title).join('、') || undefined],
    [t.supervising, subject.supervising.map((organ) => organ.name).join('、') || undefined],
  ].flatMap(([label, value]) => (value ? [`${label}：${value}`] : []));
  return parts.join(t.separator) || t.none;
}

const team = ({ subject }: Dossier, t: Texts): DocumentSection => ({
  heading: t.team,
  ...(subject.team.length > MOST.team ? { paragraphs: [t.more(subject.team.length - MOST.team)] } : {}),
  table: {
    columns: t.columns,
    widths: [2, 5, 2],
    rows: subject.team.slice(0, MOST.team).map((member) => [member.name, member.post, member.since]),
  },
});

const career = ({ subject }: Dossier, t: Texts): DocumentSection => ({
  heading: t.career,
  ...(subject.career.length > MOST.career
    ? { paragraphs: [t.more(subject.career.length - MOST.career)] }
    : {}),
  table: {
    columns: t.careerColumns,
    widths: [2, 2, 6],
    rows: subject.career
      .slice(0, MOST.career)
      .map((entry) => [entry.from, entry.to, `${entry.unitName}${entry.post}`]),
  },
});

const knownLines = (page: Dossier, t: Texts): string[] =>
  page.portrait.sections.map((section) => {
    const said = section.withheld
      ? t.withheld
      : section.values.map((value) => `${value.title}${value.values.join('、')}`).join(t.separator);
    return cut(`${section.itemTitle}（${section.day}）：${said}`);
  });

const differing = (page: Dossier, t: Texts): string[] =>
  page.portrait.facts
    .filter((fact) => fact.contradicts)
    .map((fact) => {
      const said = fact.statements.map((s) => `${s.value}（${s.itemTitle}，${s.day}）`).join(t.separator);
      return cut(`${fact.title}：${said}`);
    });

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** As many as fit, and how many stay behind. */
function some(lines: readonly string[], most: number, t: Texts): string[] {
  if (!lines.length) return [t.none];
  return lines.length > most ? [...lines.slice(0, most), t.more(lines.length - most)] : [...lines];
}
