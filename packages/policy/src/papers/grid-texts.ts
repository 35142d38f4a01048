import type { Paper, PaperField } from '../pack/paper.schema.ts';
import { narrow } from './form-data.ts';
import type { PaperTexts } from './paper-texts.ts';

interface Place {
  labels: string[];
  fields: string[];
}

/**
 * Finds the fields of a paper in the cells of a table, by the labels beside them: rows of texts from left to
 * right, without cells that another reaches into. Labels that stand twice are taken in the paper's order.
 * `found` counts the labels that were there: none, and it is another document.
 */
export function gridTexts(
  paper: Paper,
  grid: readonly (readonly string[])[],
): PaperTexts & { found: number } {
  const out: PaperTexts & { found: number } = { texts: {}, rows: {}, found: 0 };
  const places = placesOf(paper);
  const labels = new Set(places.flatMap((place) => place.labels));
  for (let r = 0; r < grid.length; r++) {
    const row = grid[r]!;
    const table = tableAt(paper, row);
    if (table) {
      const { code, count } = table;
      const rows: string[][] = [];
      while (r + 1 < grid.length) {
        const next = grid[r + 1]!;
        if (next.length < count || labels.has(plain(next[0]!))) break;
        rows.push(next.slice(-count));
        r++;
      }
      out.rows[code] = rows;
      out.found++;
      continue;
    }
    for (let c = 0; c < row.length; c++) {
      const label = plain(row[c]!);
      const at = label ? places.findIndex((place) => place.labels.includes(label)) : -1;
      if (at < 0) continue;
      const [place] = places.splice(at, 1);
      out.found++;
      const value = row[c + 1];
      if (value === undefined || labels.has(plain(value))) continue;
      Object.assign(out.texts, shared(paper, place!.fields, value));
      c++;
    }
  }
  return out;
}

function placesOf(paper: Paper): Place[] {
  return paper.pages.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      if ('table' in row) return [];
      return row.cells.flatMap((cell, index): Place[] => {
        const next = row.cells[index + 1];
        if (!('label' in cell) || !next || !('fields' in next)) return [];
        return [{ labels: [plain(cell.label.zh), plain(cell.label.en)], fields: next.fields }];
      });
    }),
  );
}

/** The field of kind `rows` whose headings the row shows. */
function tableAt(paper: Paper, row: readonly string[]): { code: string; count: number } | undefined {
  const shown = new Set(row.map(plain));
  for (const [code, field] of Object.entries(paper.fields)) {
    if (field.as !== 'rows') continue;
    const titles = field.columns.map(({ title }) => [plain(title?.zh ?? ''), plain(title?.en ?? '')]);
    if (titles.every((title) => title.some((word) => shown.has(word)))) return { code, count: titles.length };
  }
  return undefined;
}

const plain = (text: string): string =>
  narrow(text)
    .replace(/[\s:：]/g, '')
    .toLowerCase();

const DATED = /^\s*(?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?\s*$/;

/** One cell's words given to its fields: what has a form of its own first, the rest line by line. */
function shared(paper: Paper, codes: readonly string[], text: string): Record<string, string> {
  if (codes.length === 1) return { [codes[0]!]: text };
  const out: Record<string, string> = {};
  let lines = text.split('\n');
  const kind = (code: string): PaperField['as'] | undefined => paper.fields[code]?.as;
  const others = codes.filter((code) => {
    const as = kind(code);
    if (as === 'day') {
      const at = lines.findLastIndex((line) => DATED.test(narrow(line)));
      if (at >= 0) out[code] = lines.splice(at, 1)[0]!;
    } else if (as === 'integer') {
      const match = /[（(]\s*(\d{1,4})[^()（）]*[)）]/.exec(lines.join('\n'));
      if (match) {
        out[code] = match[1]!;
        lines = lines.join('\n').replace(match[0], '').split('\n');
      }
    } else if (as === 'month') {
      const at = lines.findIndex((line) => /\d{4}/.test(narrow(line)));
      if (at >= 0) out[code] = lines.splice(at, 1)[0]!;
    } else return true;
    return false;
  });
  const last = others.pop();
  for (const code of others) out[code] = lines.shift() ?? '';
  if (last) out[last] = lines.join('\n').trim();
  else if (lines.some((line) => line.trim()) && codes[0] !== undefined)
    out[codes[0]] = [out[codes[0]], ...lines].filter(Boolean).join('\n');
  return out;
}
