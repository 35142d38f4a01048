import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../../../..');
/** Marks of Chinese texts, and quotes that Chinese fonts draw as wide as a character. */
const FULL_WIDTH = /[\u3000-\u303F\uFF00-\uFFEF“”‘’]/;
const files = (folder: string, kind: RegExp) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name) && !name.includes('node_modules') && !name.includes('.test.'))
    .map((name) => path.join(root, folder, name));

/** Every `en` below a value. */
function english(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'en' && typeof child === 'string' ? [child] : english(child),
  );
}

/** `en: '…'` in code; texts that are put together are looked at where they are made. */
const WRITTEN = /\ben:\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)/g;
const writtenIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(WRITTEN)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');

describe('English texts', () => {
  it.each(files('packs', /\.yaml$/))('of %s have no full-width punctuation', (file) => {
    expect(english(parse(readFileSync(file, 'utf8'))).filter((text) => FULL_WIDTH.test(text))).toEqual([]);
  });

  it.each(['contract', 'policy', 'server', 'web'])('of packages/%s have none either', (name) => {
    const sources = files(`packages/${name}/src`, /\.tsx?$/);
    const found = sources.flatMap(writtenIn).filter((text) => FULL_WIDTH.test(text));
    expect(found).toEqual([]);
    // The look itself finds what it looks for.
    expect(sources.flatMap(writtenIn).length).toBeGreaterThan(3);
  });
});
