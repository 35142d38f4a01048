import { z } from 'zod';

/** A stretch of text of one look. */
export const DocumentRun = z.object({
  text: z.string(),
  face: z.enum(['fang', 'hei', 'kai', 'song', 'title']).describe('仿宋, 黑体, 楷体, 宋体 or 小标宋'),
  size: z.number().describe('Points'),
  bold: z.boolean(),
  red: z.boolean(),
});
export type DocumentRun = z.infer<typeof DocumentRun>;

const Paragraph = z.object({
  kind: z.literal('paragraph'),
  align: z.enum(['left', 'center', 'right']),
  indent: z.int().describe('Characters by which the first line is set in'),
  rule: z.enum(['red', 'plain']).nullable().describe('A rule below'),
  runs: z.array(DocumentRun),
});

/** What stands on the pages of a document, for drawing it in a browser. Cells hold blocks in turn. */
export type DocumentBlock =
  | z.infer<typeof Paragraph>
  | { kind: 'table'; widths: number[]; rows: { span: number; blocks: DocumentBlock[] }[][] };

export const DocumentBlock: z.ZodType<DocumentBlock> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    Paragraph,
    z.object({
      kind: z.literal('table'),
      widths: z.array(z.int()).describe('Per cent of the text width'),
      rows: z.array(z.array(z.object({ span: z.int(), blocks: z.array(DocumentBlock) }))),
    }),
  ]),
);

export const DocumentBody = z.object({
  blocks: z.array(DocumentBlock),
  more: z.boolean().describe('True when the file holds more than is shown'),
});
