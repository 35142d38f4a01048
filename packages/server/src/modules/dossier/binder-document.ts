import { formValues, MASK, type PackText, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { type DocumentSection, officialDocument } from '../../platform/documents/docx.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { type BoundLeaf, bindLeaves } from './binder.ts';
import { inWords } from './portrait.rules.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const WORDS = {
  zh: {
    title: '卷内目录',
    columns: ['序号', '责任者', '题名', '日期', '页数', '备注'],
    files: (count: number) => `附件${count}个`,
    withheld: '限制查阅',
    separator: '；',
    none: '无卷内材料。',
  },
  en: {
    title: 'Catalogue of the binder',
    columns: ['No.', 'Issued by', 'Title', 'Date', 'Pages', 'Remarks'],
    files: (count: number) => (count === 1 ? 'one file' : `${count} files`),
    withheld: 'Restricted',
    separator: '; ',
    none: 'There are no leaves.',
  },
} as const;
type Words = (typeof WORDS)['zh' | 'en'];

/** The binder for printing: its catalogue (卷内目录) first, then, when asked for, what each leaf says. */
export async function binderDocument(
  ctx: Ctx,
  subjectId: string,
  query: { item?: string | undefined; leaves?: boolean | undefined },
): Promise<Download> {
  const binder = await bindLeaves(ctx, subjectId, query.item);
  const words = WORDS[ctx.locale];
  const catalogue: DocumentSection = {
    paragraphs: [[binder.subject.name, binder.item?.title].filter(Boolean).join(' · ')],
    ...(binder.leaves.length
      ? {
          table: {
            columns: words.columns,
            widths: [1, 3, 6, 3, 1, 3],
            align: ['center', 'left', 'left', 'center', 'center', 'left'] as const,
            rows: binder.leaves.map((leaf) => [
              leaf.number,
              leaf.issuer,
              leaf.title ?? leaf.itemTitle,
              leaf.day,
              leaf.pages,
              remarkOf(leaf, words),
            ]),
          },
        }
      : { paragraphs: [binder.subject.name, words.none] }),
  };
  const content = await officialDocument({
    title: words.title,
    organ: binder.custodian,
    sections: [
      catalogue,
      ...(query.leaves ? binder.leaves.flatMap((leaf) => leafSection(ctx, leaf, binder.kin)) : []),
    ],
    signature: [binder.custodian, ctx.today],
  });
  return { name: `${binder.subject.name}-${words.title}.docx`, type: DOCX, content };
}

function remarkOf(leaf: BoundLeaf, words: Words): string | null {
  if (leaf.withheld) return words.withheld;
  return (
    [leaf.note, leaf.files ? words.files(leaf.files) : null].filter(Boolean).join(words.separator) || null
  );
}

/** A leaf on a page of its own; what concerns kin is masked for who may not read it (protection P12). */
function leafSection(
  ctx: Ctx,
  { number, title, itemTitle, content }: BoundLeaf,
  kin: boolean,
): DocumentSection[] {
  if (!content) return [];
  const titled = (text: PackText | undefined) => (text ? pick(text, ctx.locale) : '');
  return [
    {
      heading: `${number}. ${title ?? itemTitle}`,
      pageBreak: true,
      paragraphs: formValues(content.form, content.data).map((found) => {
        const option = found.node.oneOf?.find((each) => each.const === found.value)?.['x-title'];
        const said = inWords({ value: found.value, ...(option ? { text: option } : {}) }, ctx.locale);
        const colon = ctx.locale === 'zh' ? '：' : ': ';
        return `${titled(found.node['x-title'])}${colon}${found.kin && !kin ? MASK : said}`;
      }),
    },
  ];
}
