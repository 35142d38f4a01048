import type { PackText } from '../pack/common.schema.ts';
import type { Template, TemplateField } from '../pack/template.schema.ts';

/** What a field of a template may be filled from without being asked. */
export const TEMPLATE_SOURCES = {
  'subject.name': { zh: '对象姓名或单位名称', en: 'Name of the person or unit' },
  'subject.unit': { zh: '对象所在单位', en: 'Unit of the person' },
  'subject.post': { zh: '对象现任职务', en: 'Present post of the person' },
  'subject.sex': { zh: '对象性别', en: 'Sex of the person' },
  'subject.birth': { zh: '对象出生年月', en: 'Month of birth of the person' },
  'organ.name': { zh: '发文机关名称', en: 'Name of the issuing organ' },
  'document.number': { zh: '文号（签发时取得）', en: 'Number, taken when issued' },
  'document.date': { zh: '成文日期', en: 'Day of issue' },
  'matter.number': { zh: '事项编号', en: 'Number of the matter' },
  'matter.title': { zh: '事项名称', en: 'Title of the matter' },
  'matter.opened': { zh: '事项发起日期', en: 'Day on which the matter began' },
  'matter.due': { zh: '事项期限', en: 'Day on which the matter is due' },
  'matter.approvals': {
    zh: '本次报批的审批意见、审批人和日期',
    en: 'What was said to the request that led to it, by whom and when',
  },
  'step.reason': { zh: '本步骤填写的理由', en: 'The reason given with the step that issues it' },
  'step.at': {
    zh: '本步骤的办理时间（按步骤生成的文书）',
    en: 'Moment of the step that issues it; empty when issued by hand',
  },
  'matter.steps': {
    zh: '事项及其派生事项的办理经过（列表）',
    en: 'What was done on the matter and on those it began, as rows',
  },
  'matter.papers': {
    zh: '事项及其派生事项的文书（列表）',
    en: 'Documents of the matter and of those it began, as rows',
  },
  'panel.present': { zh: '到会人员（会议记录）', en: 'Who was present at the session, as recorded' },
  'panel.absent': { zh: '缺席人员（会议记录）', en: 'Who was absent from the session, as recorded' },
  'panel.opinions': {
    zh: '各成员的表决和意见（会议记录，列表）',
    en: 'What each member said and voted, as recorded, as rows',
  },
  'panel.outcome': { zh: '表决结果（会议记录）', en: 'Votes and outcome, as recorded' },
  'panel.dissent': { zh: '不同意见（会议记录）', en: 'What those said who voted against, as recorded' },
  'account.name': { zh: '经办人姓名', en: 'Name of whoever issues it' },
  input: { zh: '签发时填写', en: 'Asked when it is issued' },
} as const satisfies Record<string, PackText>;

/** Columns that the rows of a source have; only such a source fills a list without a form. */
export const SOURCE_ROWS: Readonly<Record<string, readonly string[]>> = {
  'matter.steps': ['no', 'day', 'matter', 'step', 'account'],
  'matter.papers': ['no', 'title', 'number', 'day'],
  'panel.opinions': ['member', 'vote', 'opinion'],
};

export type TemplateSourceName = keyof typeof TEMPLATE_SOURCES;
export const isTemplateSource = (name: string): name is TemplateSourceName =>
  Object.hasOwn(TEMPLATE_SOURCES, name);

/** Sources that the platform alone fills: nobody may write another number or issuing organ by hand. */
export const isFixedSource = (from: string): boolean =>
  from === 'document.number' ||
  from === 'document.date' ||
  from === 'organ.name' ||
  from === 'step.reason' ||
  from === 'step.at' ||
  from === 'matter.approvals';

const after = (prefix: string, from: string): string | undefined =>
  from.startsWith(prefix) ? from.slice(prefix.length) : undefined;

/** The path of a field that is read from the forms of the matter. */
export const formPathOf = (from: string): string | undefined => after('form:', from);
/** The place in the matter whose holders are named. */
export const partyOf = (from: string): string | undefined => after('party:', from);
/** The limit of time that is stated as it is in force for the issuing organ. */
export const limitCodeOf = (from: string): string | undefined => after('limit:', from);

/** The names under which a field or column may stand in a .docx. */
export const namesOf = (field: { code: string; title: PackText }): string[] => [field.code, field.title.zh];

type Named = Pick<TemplateField, 'code' | 'title'>;

export interface TagFaults {
  /** Tags that no field of the template explains. */
  unknown: string[];
  /** Codes of fields that stand nowhere in the file. */
  missing: string[];
  /** Codes of missing fields without which the document would not be whole. */
  missingRequired: string[];
}

export interface Tag {
  name: string;
  kind: 'value' | 'open' | 'close';
}

/** Compares the tags of a file, in order, with the fields of its template. */
export function compareTags(template: Pick<Template, 'fields'>, tags: readonly Tag[]): TagFaults {
  const unknown = new Set<string>();
  const used = new Set<Named>();
  let list: TemplateField | undefined;
  for (const { name, kind } of tags) {
    const field = template.fields.find((one) => namesOf(one).includes(name));
    if (kind === 'close') {
      if (!list || field !== list) unknown.add(`/${name}`);
      list = undefined;
    } else if (kind === 'open') {
      // A list within a list could multiply its rows without end.
      if (field?.kind === 'list' && !list) {
        used.add(field);
        list = field;
      } else unknown.add(`#${name}`);
    } else {
      const column = list?.columns?.find((one) => namesOf(one).includes(name));
      if (column) continue;
      if (!field || field.kind === 'list') unknown.add(name);
      else used.add(field);
    }
  }
  if (list) unknown.add(`#${list.code}`);
  const missing = template.fields.filter((field) => !used.has(field));
  return {
    unknown: [...unknown],
    missing: missing.map((field) => field.code),
    missingRequired: missing.filter((field) => field.required).map((field) => field.code),
  };
}
