import { z } from 'zod';
import { Code, PackText } from './common.schema.ts';

/** Keys of a form's data from its root, joined by slashes: `fullTimeEducation/level`. */
const Key = z.string().regex(/^[A-Za-z][A-Za-z0-9]*(\/[A-Za-z][A-Za-z0-9]*)*$/);
const Element = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/)
  .describe('Element of the exchange format; left out: the field does not travel');
const Words = z
  .record(z.string(), z.array(z.string().min(1)))
  .describe('Further words that mean an option, by its value; the option’s own titles always do');

const single = {
  path: Key.describe('Where the value stands in the form'),
  element: Element.optional(),
  title: PackText.optional().describe('Heading of the column, for a field of a table'),
};
const coded = {
  words: Words.optional(),
  otherwise: z
    .string()
    .optional()
    .describe('Option for words that mean none; left out: nothing is filled in'),
};

/** One field of a line of text, a code, a month, a day or a number. */
export const PaperValue = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('text'), ...single }),
  z.strictObject({ as: z.literal('month'), ...single }),
  z.strictObject({ as: z.literal('day'), ...single }),
  z.strictObject({
    as: z.literal('integer'),
    ...single,
    unit: PackText.optional().describe('Behind the number, below another value of its cell'),
  }),
  z.strictObject({ as: z.literal('code'), ...single, ...coded }),
  z.strictObject({
    as: z.literal('pair'),
    ...single,
    second: Key.describe('Where the second line stands in the form'),
  }),
]);
export type PaperValue = z.infer<typeof PaperValue>;

/** What a cell of the paper holds, and how it is written there and read back. */
export const PaperField = z.discriminatedUnion('as', [
  ...PaperValue.options,
  z
    .strictObject({
      as: z.literal('periods'),
      ...single,
      parts: z.strictObject({ from: Key, to: Key, text: Key }),
    })
    .describe('One line a period: 1996.07--2001.03 what'),
  z
    .strictObject({
      as: z.literal('records'),
      ...single,
      ...coded,
      parts: z.strictObject({ day: Key, code: Key, by: Key, text: Key }),
    })
    .describe('One line a record: 2020.05.01 kind by：what'),
  z
    .strictObject({
      as: z.literal('years'),
      ...single,
      ...coded,
      parts: z.strictObject({ year: Key, code: Key }),
    })
    .describe('2023年优秀；2024年称职'),
  z
    .strictObject({
      as: z.literal('rows'),
      ...single,
      item: Element.describe('Element of one row in the exchange format'),
      columns: z.array(PaperValue).min(1),
    })
    .describe('A table of its own within the paper'),
]);
export type PaperField = z.infer<typeof PaperField>;

const span = { columns: z.int().min(1).max(12).default(1), rows: z.int().min(1).max(40).default(1) };
const Cell = z.union([
  z.strictObject({ label: PackText, ...span }),
  z.strictObject({ fields: z.array(Code).min(1).describe('Fields, one below the other'), ...span }),
  z.strictObject({ photo: z.literal(true), ...span }),
]);
const Row = z.union([
  z.strictObject({ height: z.number().positive().describe('Millimetres'), cells: z.array(Cell).min(1) }),
  z
    .strictObject({
      table: Code.describe('Field of kind rows'),
      label: PackText,
      height: z.number().positive().describe('Millimetres of one row'),
      least: z.int().min(1).describe('Rows drawn at least'),
    })
    .describe('Label in the first column, the columns of the field in the others'),
]);

/** How a form looks on paper, and how programs of other bodies exchange it. */
export const Paper = z
  .strictObject({
    title: PackText.describe('Heading of the printed form'),
    exchange: z.strictObject({
      extension: z.string().regex(/^[a-z0-9]{1,8}$/),
      root: Element,
      photo: Element.describe('Portrait in base64'),
      idNumber: Element.describe('Identity number: matched with the registry, never filed'),
      constant: z.record(z.string(), z.string()).default({}).describe('Elements with a fixed text'),
    }),
    identity: z
      .strictObject({ name: Code, birthMonth: Code, sex: Code.optional() })
      .describe('Fields that say whose form it is'),
    registry: z
      .strictObject({ post: Code.optional(), career: Code.optional(), kin: Code.optional() })
      .describe('Fields that are shown beside what the registry knows'),
    fields: z.record(Code, PaperField),
    pages: z
      .array(z.strictObject({ widths: z.array(z.number().positive()).min(1), rows: z.array(Row).min(1) }))
      .min(1)
      .describe('One table a page; widths in millimetres'),
  })
  .describe('How a form looks on paper and travels between programs');
export type Paper = z.infer<typeof Paper>;
