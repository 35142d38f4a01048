import type { Pack } from '@plumbline/policy';

const WIDE = /[\u1100-\u115f\u2e80-\uffe6]/u;
const widthOf = (text: string) =>
  [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
const pad = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The sample accounts, one a role. */
export function accountTable(pack: Pack): string {
  const rows = pack.roles.flatMap((role) =>
    role.sampleAccount ? [[role.sampleAccount, role.title.zh, role.title.en]] : [],
  );
  const heads = ['Account 账号', '角色', 'Role'];
  const widths = heads.map((head, i) => Math.max(widthOf(head), ...rows.map((row) => widthOf(row[i]!))));
  const line = (cells: readonly string[]) =>
    `  ${cells
      .map((cell, i) => pad(cell, widths[i]!))
      .join('   ')
      .trimEnd()}`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
