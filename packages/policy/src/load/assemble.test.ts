import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPack } from '../node.ts';
import { formatProblem } from '../problem.ts';
import { DEFAULT_PACK_DIR } from '../testing/default-pack.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pack-'));
  await cp(DEFAULT_PACK_DIR, dir, { recursive: true });
});
afterEach(() => rm(dir, { recursive: true }));

/** Replaces text in a file and returns the line on which it stood. */
async function change(file: string, from: string, to: string): Promise<number> {
  const text = await readFile(join(dir, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(dir, file), text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

const found = async () => {
  const { pack, problems } = await loadPack(dir);
  return { loads: pack !== undefined, problems: problems.map((p) => [p.code, p.where.file, p.where.line]) };
};

test('an unchanged copy loads without problems', async () => {
  expect(await found()).toEqual({ loads: true, problems: [] });
});

type Mistake = [code: string, file: string, from: string, to: string];
const MALFORMED: Mistake[] = [
  ['value.invalid', 'terms.yaml', 'unit: workday', 'unit: fortnight'],
  ['value.invalid', 'roles.yaml', 'clearance: 2', 'clearance: two'],
  [
    'value.invalid',
    'roles.yaml',
    'exclusiveGroup: three-administrators',
    'exclusiveGroup: [three-administrators, others]',
  ],
  ['value.invalid', 'catalogue.yaml', 'value: P24M', 'value: two years'],
  ['key.unknown', 'zone-roles.yaml', 'single: true', 'single: true, colour: red'],
  ['text.missing', 'industries.yaml', ', en: Education', ''],
  ['yaml.syntax', 'sources.yaml', 'title: { zh: 检举控告,', 'title: { zh: 检举控告, zh: 又一,'],
];
const UNSOUND: Mistake[] = [
  ['permission.unknown', 'roles.yaml', 'reading.ledger,', 'reading.leger,'],
  ['state.unknown', 'procedures/clue.yaml', 'to: established', 'to: settled'],
];

test.each([
  ['malformed values', MALFORMED],
  ['unsound references', UNSOUND],
])('%s are reported together, each with its line', async (_, mistakes) => {
  const lines: number[] = [];
  for (const [, file, from, to] of mistakes) lines.push(await change(file, from, to));
  const { problems } = await found();
  // One mistake may make others unsound; none is told twice.
  const told = problems.filter(([code, file]) => mistakes.some((one) => one[0] === code && one[1] === file));
  expect(told).toHaveLength(mistakes.length);
  expect(told).toEqual(expect.arrayContaining(mistakes.map(([code, file], i) => [code, file, lines[i]])));
});

test('a missing key is reported at the object that lacks it', async () => {
  const line = await change('catalogue.yaml', '    form: appointment-form\n', '');
  const own = (await found()).problems.filter(([code]) => code === 'value.missing');
  expect(own).toHaveLength(1);
  expect(own[0]![1]).toBe('catalogue.yaml');
  expect(own[0]![2]).toBeLessThan(line);
});

test("a form that doesn't compile is reported at its top", async () => {
  await change('forms/media-unit.yaml', 'format: date', 'format: moon');
  const own = (await found()).problems.filter(([code]) => code === 'form.compile');
  expect(own).toEqual([['form.compile', 'forms/media-unit.yaml', expect.any(Number)]]);
});

test('a malformed part refuses the pack whole; unsound references do not hide behind it', async () => {
  await change('terms.yaml', 'unit: workday', 'unit: fortnight');
  expect((await found()).loads).toBe(false);
});

test('a missing file is named', async () => {
  await rm(join(dir, 'uses.yaml'));
  expect(await found()).toEqual({ loads: false, problems: [['file.missing', 'uses.yaml', undefined]] });
});

test('a procedure must be named like its file', async () => {
  const line = await change('procedures/match.yaml', 'procedure: match', 'procedure: pairing');
  expect((await found()).problems).toContainEqual(['code.differs-from-file', 'procedures/match.yaml', line]);
});

test('an alias bomb is refused instead of expanded', async () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 0; i < 8; i++) {
    const [prev, next] = [String.fromCharCode(97 + i), String.fromCharCode(98 + i)];
    bomb.push(`${next}: &${next} [${Array(10).fill(`*${prev}`).join(', ')}]`);
  }
  await writeFile(join(dir, 'texts.yaml'), bomb.join('\n'));
  const { loads, problems } = await found();
  expect(loads).toBe(false);
  expect(problems).toEqual([['yaml.syntax', 'texts.yaml', 1]]);
});

test('a folder that does not exist is an error, not an empty pack', async () => {
  await expect(loadPack(join(dir, 'nowhere'))).rejects.toThrow(/ENOENT/);
});

test('a problem prints on one line', () => {
  const text = { zh: '错', en: 'Wrong' };
  const where = { file: 'roles.yaml', pointer: '/0' };
  expect(formatProblem({ code: 'x.y', where: { ...where, line: 7 }, text }, 'en')).toBe(
    'roles.yaml:7 x.y Wrong',
  );
  expect(formatProblem({ code: 'x.y', where, text }, 'zh')).toBe('roles.yaml#/0 x.y 错');
});
