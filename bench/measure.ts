/** Competitors take turns (A B C A B C …), so that what else the machine does falls on all of them alike. */
export async function takeTurns<T>(
  names: readonly string[],
  rounds: number,
  run: (name: string, round: number) => Promise<T>,
): Promise<Map<string, T[]>> {
  const results = new Map<string, T[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results.get(name)!.push(await run(name, round));
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** To three significant digits: more would pretend to be known. */
export const figure = (value: number): number => Number(value.toPrecision(3));

/** Lowest and highest run, to show how far to trust the median. */
export const spread = (values: readonly number[]): string =>
  `${figure(Math.min(...values))} … ${figure(Math.max(...values))}`;

/** How to repeat a bench, and on what it ran: printed above its figures. */
export function printHead(title: string, command: string): void {
  process.stdout.write(`\n${title}\n  ${command}\n`);
}

/** Whole numbers from the command line, in order, each with its default. */
export function numbers(defaults: readonly number[], args = process.argv.slice(2)): number[] {
  return defaults.map((fallback, i) => {
    const value = Number(args[i] ?? fallback);
    if (!Number.isInteger(value) || value < 1)
      throw new TypeError(`Argument ${i + 1} must be a whole number above 0`);
    return value;
  });
}

/** Rows as a Markdown table, to be read and to be pasted; NaN is what does not apply. */
export function printTable(rows: readonly Record<string, string | number>[]): void {
  const heads = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    heads.map((head) => (Number.isNaN(row[head]) ? '–' : String(row[head] ?? ''))),
  );
  const widths = heads.map((head, i) => Math.max(head.length, ...lines.map((line) => line[i]!.length)));
  const print = (cells: string[]) =>
    process.stdout.write(`| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |\n`);
  process.stdout.write('\n');
  print(heads);
  print(widths.map((width) => '-'.repeat(width)));
  for (const line of lines) print(line);
  process.stdout.write('\n');
}
