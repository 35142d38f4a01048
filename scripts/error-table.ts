// Writes the table of error codes into docs/api.md from the one table of the server.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ERROR_TABLE } from '../packages/server/src/platform/errors/codes.ts';

const file = path.resolve(import.meta.dirname, '../docs/api.md');
const rows = Object.entries(ERROR_TABLE)
  .sort(([a, { status: x }], [b, { status: y }]) => x - y || (a < b ? -1 : 1))
  .map(([code, { status, en }]) => `| ${status} | \`${code}\` | ${en} |\n`);
const HEAD = '| Status | `code` | Text |\n|---|---|---|\n';
const text = readFileSync(file, 'utf8');
const start = text.indexOf(HEAD) + HEAD.length;
const end = text.indexOf('\n\n', start) + 1;
writeFileSync(file, `${text.slice(0, start)}${rows.join('')}${text.slice(end)}`);
