import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ERROR_TABLE } from './codes.ts';

// To mend it: npx node scripts/error-table.ts
it('docs/api.md lists every error code with its status and text', () => {
  const file = path.resolve(import.meta.dirname, '../../../../../docs/api.md');
  const rows = [...readFileSync(file, 'utf8').matchAll(/^\| (\d{3}) \| `([\w-]+)` \| (.+) \|$/gm)];
  const listed = Object.fromEntries(
    rows.map(([, status, code, en]) => [code, { status: Number(status), en }]),
  );
  const actual = Object.fromEntries(
    Object.entries(ERROR_TABLE).map(([code, { status, en }]) => [code, { status, en }]),
  );
  expect(listed).toEqual(actual);
});
