import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import { type Locale, pick } from '../pack/common.schema.ts';
import type { Paper, PaperField, PaperValue } from '../pack/paper.schema.ts';
import { optionsOf, rowsAt, valueAt } from './form-data.ts';

/** What stands in the fields of a paper. */
export interface PaperTexts {
  texts: Record<string, string>;
  /** Of fields of kind `rows`: by column, in the columns' order. */
  rows: Record<string, string[][]>;
}

/** How days and months are written: `exchange` as programs do (197505), `print` for readers (1975.05). */
export type Style = 'exchange' | 'print';

/** Writes a form's data as its paper has it. `readPaper` gives the same data back. */
export function paperTexts(
  paper: Paper,
  form: FormNode,
  data: unknown,
  how: { style: Style; locale: Locale },
): PaperTexts {
  const out: PaperTexts = { texts: {}, rows: {} };
  for (const [code, field] of Object.entries(paper.fields)) {
    if (field.as === 'rows') {
      const row = nodeAt(form, field.path)?.node.items ?? {};
      out.rows[code] = rowsAt(data, field.path).map((values) =>
        field.columns.map((column) => textOf(column, row, values, how)),
      );
    } else out.texts[code] = textOf(field, form, data, how);
  }
  return out;
}

type How = { style: Style; locale: Locale };

function textOf(
  field: Exclude<PaperField, { as: 'rows' }> | PaperValue,
  form: FormNode,
  data: unknown,
  how: How,
): string {
  switch (field.as) {
    case 'periods':
      return rowsAt(data, field.path)
        .map((row) => {
          const at = (key: string) => String(valueAt(row, key) ?? '');
          const to = at(field.parts.to);
          return `${dotted(at(field.parts.from))}--${to ? dotted(to) : '       '}  ${at(field.parts.text)}`;
        })
        .join('\n');
    case 'records':
      return rowsAt(data, field.path)
        .map((row) => {
          const { day, code, by, text } = field.parts;
          const head = [
            dotted(String(valueAt(row, day) ?? '')),
            titleAt(form, `${field.path}/${code}`, valueAt(row, code), how.locale),
            valueAt(row, by),
          ];
          return `${head.filter(Boolean).join(' ')}：${String(valueAt(row, text) ?? '')}`;
        })
        .join('\n');
    case 'years':
      return rowsAt(data, field.path)
        .map((row) => {
          const { year, code } = field.parts;
          const title = titleAt(form, `${field.path}/${code}`, valueAt(row, code), how.locale);
          return `${String(valueAt(row, year) ?? '')}${how.locale === 'zh' ? '年' : ' '}${title}`;
        })
        .join(how.locale === 'zh' ? '；' : '; ');
    case 'pair': {
      const lines = [valueAt(data, field.path), valueAt(data, field.second)].map((line) =>
        String(line ?? ''),
      );
      return lines[1] ? lines.join('\n') : lines[0]!;
    }
    default:
      return single(field, form, valueAt(data, field.path), how);
  }
}

function single(field: PaperValue, form: FormNode, value: unknown, { style, locale }: How): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  if (field.as === 'code') return titleAt(form, field.path, value, locale);
  if (field.as === 'month') return style === 'exchange' ? text.replace('-', '') : dotted(text);
  if (field.as === 'day') return style === 'exchange' ? text.replaceAll('-', '') : written(text, locale);
  return text;
}

const dotted = (day: string): string => day.replaceAll('-', '.');

function written(day: string, locale: Locale): string {
  const [year, month, date] = day.split('-').map(Number);
  return locale === 'zh' && date ? `${year}年${month}月${date}日` : day;
}

/** The title of a coded value; the value itself where the form has no such option (a masked one). */
function titleAt(form: FormNode, path: string, value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return '';
  const option = optionsOf(fieldNode(form, path)).find((o) => o.value === value);
  return option ? pick(option.title, locale) : String(value);
}

/** The node at a plain path; a list on the way stands for its rows. */
export function fieldNode(form: FormNode, path: string): FormNode {
  let node = form;
  for (const key of path.split('/')) {
    if (node.items) node = node.items;
    node = node.properties?.[key] ?? {};
  }
  return node;
}
