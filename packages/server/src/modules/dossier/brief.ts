import type { Brief } from '@plumbline/contract/brief';
import type { Dossier } from '@plumbline/contract/dossier';
import type { Ctx } from '../../platform/context/context.ts';
import { officialDocument } from '../../platform/documents/docx.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { DOCX } from './binder-document.ts';
import { type BriefPart, fitBrief } from './brief.rules.ts';
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
    gapsOfPerson: '五、缺项与时效',
    columns: ['姓名', '任职时间', '职务'],
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
    comma: '、',
    said: (what: string, text: string) => `${what}：${text}`,
    noted: (text: string, ...notes: string[]) => `${text}（${notes.join('，')}）`,
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
    gapsOfPerson: 'V. What is missing or out of date',
    columns: ['Name', 'Since', 'Post'],
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
    comma: ', ',
    said: (what: string, text: string) => `${what}: ${text}`,
    noted: (text: string, ...notes: string[]) => `${text} (${notes.join(', ')})`,
  },
} as const;
type Texts = (typeof TEXTS)['zh' | 'en'];

/** More instructions than a brief ever holds; what is over that is counted as left out. */
const MOST_INSTRUCTIONS = 30;

/**
 * Two pages for a meeting: facts with their days, and what is missing. Matters that are being worked on are
 * nobody's business there; only factual entries speak (protection P2). What two pages can't hold is counted.
 */
export async function getBrief(ctx: Ctx, subjectId: string): Promise<Brief> {
  const [page, rows] = await Promise.all([
    getDossier(ctx, subjectId),
    listInstructionRows(ctx, { unitId: subjectId }, undefined, MOST_INSTRUCTIONS),
  ]);
  const t = TEXTS[ctx.locale];
  const ofUnit = page.subject.kind === 'unit';
  const instructions = ofUnit ? await viewInstructions(ctx, rows, subjectId) : [];
  const parts: BriefPart[] = [
    { heading: t.basics, lines: [basics(page, t)], least: 1 },
    ofUnit ? team(page, t) : career(page, t),
    { heading: t.known, lines: orNone(knownLines(page, t), t), least: 2 },
    { heading: t.differs, lines: orNone(differing(page, t), t), least: 1 },
    ...(ofUnit
      ? [
          {
            heading: t.instructions,
            lines: orNone(
              instructions.map((each) => instructionLine(each, t)),
              t,
            ),
            least: 1,
          },
        ]
      : []),
    {
      heading: ofUnit ? t.gaps : t.gapsOfPerson,
      lines: orNone(
        page.portrait.silences.map((s) => s.text),
        t,
      ),
      least: 1,
    },
  ];
  return {
    title: t.title(page.subject.name),
    organ: page.custodian.name,
    subject: { kind: page.subject.kind, id: page.subject.id, name: page.subject.name },
    sections: fitBrief(parts).map((part) => ({ ...part, more: part.left ? t.more(part.left) : null })),
    day: ctx.today,
  };
}

/** The same as a document. */
export async function briefDocument(ctx: Ctx, subjectId: string): Promise<Download> {
  const brief = await getBrief(ctx, subjectId);
  const content = await officialDocument({
    title: brief.title,
    organ: brief.organ,
    sections: brief.sections.map(({ heading, lines, table, more }) => ({
      heading,
      paragraphs: [...lines, ...(more ? [more] : [])],
      ...(table ? { table: { ...table, widths: table.columns.map((_, c) => WIDTHS[c] ?? 1) } } : {}),
    })),
    signature: [brief.organ, brief.day],
  });
  return { name: `${brief.title}.docx`, type: DOCX, content };
}

const WIDTHS = [2, 2, 6];

function basics({ subject }: Dossier, t: Texts): string {
  const parts = [
    [t.kind, subject.unitKind?.title],
    [t.industry, subject.industry?.title],
    [t.post, [subject.unit?.name, subject.post].filter(Boolean).join('') || undefined],
    [t.level, subject.level?.title],
    [t.flags, subject.flags.map((flag) => flag.title).join(t.comma) || undefined],
    // An organ that supervises in two ways is one organ.
    [t.supervising, [...new Set(subject.supervising.map((organ) => organ.name))].join(t.comma) || undefined],
  ].flatMap(([label, value]) => (label && value ? [t.said(label, value)] : []));
  return parts.join(t.separator) || t.none;
}

const team = ({ subject }: Dossier, t: Texts): BriefPart => ({
  heading: t.team,
  lines: [],
  table: {
    columns: t.columns,
    rows: subject.team.map((member) => [member.name, member.since, member.post]),
  },
  least: 5,
});

const career = ({ subject }: Dossier, t: Texts): BriefPart => ({
  heading: t.career,
  lines: [],
  table: {
    columns: t.careerColumns,
    rows: subject.career.map((entry) => [entry.from, entry.to, `${entry.unitName}${entry.post}`]),
  },
  least: 3,
});

const instructionLine = (
  instruction: {
    issuedOn: string;
    issuer: string;
    title: string;
    followUps: readonly { stateTitle: string }[];
  },
  t: Texts,
): string =>
  t.said(
    `${instruction.issuedOn} ${instruction.issuer}`,
    t.noted(instruction.title, instruction.followUps[0]?.stateTitle ?? '—'),
  );

const knownLines = (page: Dossier, t: Texts): string[] =>
  page.portrait.sections.map((section) => {
    const said = section.withheld
      ? t.withheld
      : section.values.map((value) => t.said(value.title, value.values.join(t.comma))).join(t.separator);
    return t.said(t.noted(section.itemTitle, section.day), said);
  });

const differing = (page: Dossier, t: Texts): string[] =>
  page.portrait.facts
    .filter((fact) => fact.contradicts)
    .map((fact) => {
      const said = fact.statements.map((s) => t.noted(String(s.value), s.itemTitle, s.day)).join(t.separator);
      return t.said(fact.title, said);
    });

const orNone = (lines: string[], t: Texts): string[] => (lines.length ? lines : [t.none]);
