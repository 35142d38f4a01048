/** Characters of a line of body text, and lines of two pages without head, headings' blanks and signature. */
export const PER_LINE = 28;
export const BUDGET = 33;
/** Lines that a row of a table takes: smaller type, but ruled. */
const ROW = 1;

export interface BriefPart {
  heading: string;
  /** One paragraph each. */
  lines: string[];
  table?: { columns: readonly string[]; rows: (string | null)[][] };
  /** What it is cut to at least, before anything else is cut further. */
  least: number;
}

export interface FittedPart {
  heading: string;
  lines: string[];
  table: { columns: string[]; rows: (string | null)[][] } | null;
  /** Entries left out. */
  left: number;
}

/** A line longer than this is ended with an ellipsis: the dossier has the rest. */
const LONGEST = 3 * PER_LINE;

const wide = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.codePointAt(0)! < 0x2e80 ? 0.55 : 1), 0);

/** Lines that a paragraph takes; its first line is set in by two characters. */
export const linesOf = (text: string): number => Math.max(1, Math.ceil((wide(text) + 2) / PER_LINE));

export function shortened(text: string): string {
  if (wide(text) + 2 <= LONGEST) return text;
  let out = '';
  for (const c of text) {
    if (wide(out) + 3 > LONGEST - 1) break;
    out += c;
  }
  return `${out}…`;
}

/**
 * Cuts the parts to what two pages hold. Every part keeps its heading, its least and a line that says how much
 * it leaves out; what room is left is dealt out entry by entry in the parts' order, so that none takes all.
 */
export function fitBrief(parts: readonly BriefPart[], budget: number = BUDGET): FittedPart[] {
  const entries = parts.map((part) => [
    ...part.lines.map((line) => linesOf(shortened(line))),
    ...(part.table?.rows.map(() => ROW) ?? []),
  ]);
  const taken = parts.map(() => 0);
  const cost = (): number =>
    parts.reduce((sum, part, p) => {
      const used = entries[p]!.slice(0, taken[p]).reduce((a, b) => a + b, 0);
      const head = part.table?.rows.length ? 2 : 1;
      return sum + head + used + (taken[p]! < entries[p]!.length ? 1 : 0);
    }, 0);
  const grow = (p: number): boolean => {
    if (taken[p]! >= entries[p]!.length) return false;
    taken[p]!++;
    if (cost() <= budget) return true;
    taken[p]!--;
    return false;
  };
  for (const [p, part] of parts.entries()) for (let i = 0; i < part.least; i++) if (!grow(p)) break;
  for (let grown = true; grown; ) grown = parts.map((_, p) => grow(p)).some(Boolean);
  return parts.map((part, p) => {
    const lines = part.lines.slice(0, taken[p]).map(shortened);
    const rows = part.table?.rows.slice(0, Math.max(0, taken[p]! - part.lines.length)) ?? [];
    return {
      heading: part.heading,
      lines,
      table: part.table && rows.length ? { columns: [...part.table.columns], rows } : null,
      left: entries[p]!.length - taken[p]!,
    };
  });
}
