import { describe, expect, it } from 'vitest';
import type { Texts } from '../lib/texts.ts';
import type { Feature } from './feature.ts';

const modules = import.meta.glob<{ texts: Texts }>(['../**/texts.ts', '../**/*.texts.ts'], { eager: true });
const all = Object.entries(modules)
  .filter(([path]) => !path.includes('/lib/'))
  .map(([path, module]) => [path, module.texts] as const);
const features = Object.entries(
  import.meta.glob<{ feature: Feature }>('../features/*/index.ts', { eager: true }),
).map(([path, module]) => [path, module.feature] as const);

/** Plural forms of one text count as that text: Chinese has one form, English two. */
const baseKeys = (words: Readonly<Record<string, string>>) =>
  [...new Set(Object.keys(words).map((key) => key.replace(/_(one|other)$/, '_n')))].sort();
/** Marks of Chinese texts, and quotes that Chinese fonts draw as wide as a character. */
const FULL_WIDTH = /[\u3000-\u303F\uFF00-\uFFEF“”‘’]/;
const valuesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();

describe('texts', () => {
  it('are found', () => {
    expect(all.map(([path]) => path)).toEqual(expect.arrayContaining(['./texts.ts', '../kit/texts.ts']));
  });

  it('have a name of their own each', () => {
    const names = all.map(([, texts]) => texts.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(all)('%s has the same keys in Chinese and English', (_, { zh, en }) => {
    expect(baseKeys(zh)).toEqual(baseKeys(en));
    for (const words of [zh, en])
      for (const key of Object.keys(words).filter((k) => k.endsWith('_one')))
        expect(words, key).toHaveProperty([key.replace(/_one$/, '_other')]);
  });

  it.each(all)('%s has no empty text, and each text in its own language', (_, { zh, en }) => {
    for (const [key, text] of Object.entries({ ...zh })) expect(text.trim(), key).not.toBe('');
    for (const [key, text] of Object.entries(en)) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/\p{Script=Han}/u);
      expect(text, key).not.toMatch(FULL_WIDTH);
    }
  });

  it.each(all)('%s fills the same values in both languages', (_, { zh, en }) => {
    for (const [key, text] of Object.entries(zh)) {
      if (en[key] !== undefined) expect(valuesIn(text), key).toEqual(valuesIn(en[key]));
    }
  });
});

describe('features', () => {
  it.each(features)('%s names its menu in both languages and leads to its own pages', (_, feature) => {
    const paths = feature.routes.map((route) => route.path);
    for (const entry of feature.menu ?? []) {
      expect(entry.title.zh.trim()).not.toBe('');
      expect(entry.title.en.trim()).not.toBe('');
      expect(entry.title.en).not.toMatch(FULL_WIDTH);
      expect(paths).toContain(entry.path);
    }
  });

  it('claim each path and each key once', () => {
    const paths = features.flatMap(([, feature]) => feature.routes.map((route) => route.path));
    const keys = features.flatMap(([, feature]) => [
      ...(feature.menu ?? []).map((entry) => `menu ${entry.key}`),
      ...(feature.cards ?? []).map((card) => `card ${card.key}`),
    ]);
    expect(paths).toHaveLength(new Set(paths).size);
    expect(keys).toHaveLength(new Set(keys).size);
  });
});
