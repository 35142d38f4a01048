import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { colours, variables } from './theme.ts';

const source = path.resolve(import.meta.dirname, '..');
// Read from the disk: the test runner gives style sheets as empty texts.
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test\.ts$|app\/theme\.ts$/.test(name))
  .map((name) => [name, readFileSync(path.join(source, name), 'utf8')] as const)
  .concat([['index.html', readFileSync(path.join(source, '../index.html'), 'utf8')]]);

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  it('stand in theme.ts only', () => {
    const colour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/gi;
    const found = files.flatMap(([name, text]) =>
      [...text.matchAll(colour)].map((match) => `${name}: ${match[0]}`),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  it('are called by names that exist', () => {
    const local = new Set(['--bar', '--cell-least', '--nav']);
    const used = files.flatMap(([name, text]) =>
      [...text.matchAll(/var\((--[\w-]+)/g)].map((match) => [name, match[1]!] as const),
    );
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(([, name]) => !(name in variables) && !local.has(name))).toEqual([]);
  });

  const grounds = ['paper', 'sheet', 'shade', 'chosen'] as const;
  const texts = ['ink', 'ink2', 'ink3', 'blue', 'blue2', 'cinnabar', 'sepia'] as const;
  it.each(grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)))(
    'let %s be read on %s',
    (text, ground) => expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each([
    ['cinnabar', 'cinnabarPale', 4.5],
    ['ink', 'cinnabarPale', 4.5],
    ['sepia', 'sepiaPale', 4.5],
    ['white', 'blue', 4.5],
    ['white', 'cinnabar', 4.5],
    ['white', 'ink2', 4.5],
    ['outline', 'sheet', 3],
    ['outline', 'paper', 3],
  ] as const)('%s on %s has at least %s : 1', (a, b, least) => {
    expect(contrast(colours[a], colours[b])).toBeGreaterThanOrEqual(least);
  });
});
