import { describe, expect, it } from 'vitest';
import type { Version } from './library.api.ts';
import { anchorOf, changedStretch, contentsOf, findingsOf, moved, versionsAround } from './library.format.ts';

const part = (kind: 'heading' | 'article' | 'paragraph', text: string, number: string | null = null) => ({
  kind,
  text,
  number,
  label: number && `第${number}条`,
});

describe('places of a text', () => {
  it('articles are named by their numbers, headings by their order', () => {
    expect(anchorOf(part('article', '', '12-1'), 4)).toBe('article-12-1');
    expect(anchorOf(part('heading', '第一章'), 4)).toBe('heading-4');
    expect(anchorOf(part('paragraph', '序'), 0)).toBeUndefined();
  });

  it('contents put articles below their headings, and those before the first one by themselves', () => {
    const contents = contentsOf([
      part('paragraph', '序'),
      part('article', '甲', '1'),
      part('heading', '第一章'),
      part('article', '乙', '2'),
      part('heading', '第二章'),
    ]);
    expect(contents).toEqual([
      { heading: null, articles: [{ anchor: 'article-1', label: '第1条' }] },
      {
        heading: { anchor: 'heading-2', text: '第一章' },
        articles: [{ anchor: 'article-2', label: '第2条' }],
      },
      { heading: { anchor: 'heading-4', text: '第二章' }, articles: [] },
    ]);
    expect(contentsOf([part('paragraph', '序')])).toEqual([]);
  });
});

describe('versions', () => {
  const version = (id: string, number: number) => ({ id, number }) as Version;
  it('are compared with the next older one that is there', () => {
    const all = [version('c', 4), version('b', 2), version('a', 1)];
    expect(versionsAround(all, 'c').before?.id).toBe('b');
    expect(versionsAround(all, 'a')).toEqual({ shown: all[2], before: undefined });
    expect(versionsAround(all, null)).toEqual({ shown: undefined, before: undefined });
  });
});

describe('what changed in an article', () => {
  it.each([
    ['七日内答复。', '十日内答复。', ['', '七', '日内答复。']],
    ['应当公开', '应当公开', ['应当公开', '', '']],
    ['甲', '乙丙', ['', '甲', '']],
    ['采购采购', '采购', ['采购', '采购', '']],
    ['', '新增', ['', '', '']],
  ])('%s against %s', (text, against, expected) => {
    expect(changedStretch(text, against)).toEqual(expected);
    expect(changedStretch(text, against).join('')).toBe(text);
  });
});

describe('members of a collection', () => {
  it('move by one place and stop at the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

describe('findings of a check', () => {
  const articles = [{ id: 'one' }, { id: 'two' }, { id: 'three' }];
  it('are those that were answered, in the order of the articles; each needs its ground', () => {
    expect(
      findingsOf(articles, {
        three: { finding: 'found', ground: ' 有票据 ' },
        one: { finding: 'none' },
        two: { ground: '未认定' },
      }),
    ).toEqual({
      findings: [
        { article: 'one', finding: 'none', ground: '' },
        { article: 'three', finding: 'found', ground: '有票据' },
      ],
      missing: ['one'],
    });
  });
});
