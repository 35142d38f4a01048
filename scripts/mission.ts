// Rows of the mission that tests have proven, computed from the last whole test run. `--write` renews docs/mission.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RESULTS } from './results.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Row {
  id: string;
  term: string;
  module: string;
}
interface Assertion {
  fullName: string;
  status: string;
}

if (!existsSync(RESULTS)) {
  process.stdout.write('No test results yet: run npm test first.\n');
  process.exit(1);
}
const rows: Row[] = JSON.parse(readFileSync(path.join(root, 'scenarios/rows.json'), 'utf8'));
const results: { testResults: { name: string; assertionResults: Assertion[] }[] } = JSON.parse(
  readFileSync(RESULTS, 'utf8'),
);

/** Titles of scenario tests name the rows that they prove: `[S1.14]`. */
const outcomes = new Map<string, { passed: number; failed: number }>();
for (const file of results.testResults.filter((result) =>
  result.name.includes(`${path.sep}scenarios${path.sep}`),
)) {
  for (const test of file.assertionResults) {
    for (const [, id] of test.fullName.matchAll(/\[(S\d\.\d+)\]/g)) {
      const outcome = outcomes.get(id!) ?? { passed: 0, failed: 0 };
      if (test.status === 'passed') outcome.passed++;
      else outcome.failed++;
      outcomes.set(id!, outcome);
    }
  }
}

const unknown = [...outcomes.keys()].filter((id) => !rows.some((row) => row.id === id));
if (unknown.length) {
  process.stdout.write(`Tests name rows that do not exist: ${unknown.join(', ')}\n`);
  process.exitCode = 1;
}
const isProven = ({ id }: Row) => {
  const outcome = outcomes.get(id);
  return outcome !== undefined && outcome.passed > 0 && outcome.failed === 0;
};
const proven = rows.filter(isProven);
process.stdout.write(`${proven.length} / ${rows.length} rows proven\n`);
for (const row of proven) process.stdout.write(`  ${row.id.padEnd(6)} ${row.term}\n`);

if (process.argv.includes('--write')) {
  const lines = rows.map(
    (row) => `| ${row.id} | ${row.term} | ${row.module} | ${isProven(row) ? 'yes' : ''} |`,
  );
  const text = `# Mission coverage

${proven.length} of ${rows.length} mechanisms are proven: a scenario test that drives the public API names the row and passed in the last
whole run. Computed by \`npm run mission -- --write\` after \`npm test\`; never written by hand.

| id | mechanism | module | proven |
|---|---|---|---|
${lines.join('\n')}
`;
  writeFileSync(path.join(root, 'docs/mission.md'), text);
}
