import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedPassages } from './passages.ts';

const texts = (left: string, right: string) =>
  sharedPassages(left, right).map((one) => [
    left.slice(one.left.start, one.left.end),
    right.slice(one.right.start, one.right.end),
  ]);
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

describe('sharedPassages', () => {
  it('finds what stands in another place, with other punctuation, width and case', () => {
    const left = '来信反映：周某在城东小学改造项目招标前，约见投标人ＡＢＣ公司。另收受礼金3万元！';
    const right = '（另）收受礼金３万元。来信反映周某在城东小学改造项目招标前约见投标人abc公司';
    expect(texts(left, right)).toEqual([
      [
        '来信反映：周某在城东小学改造项目招标前，约见投标人ＡＢＣ公司',
        '来信反映周某在城东小学改造项目招标前约见投标人abc公司',
      ],
      ['另收受礼金3万元', '另）收受礼金３万元'],
    ]);
  });

  it('leaves a changed name out and marks what stands on both sides of it', () => {
    expect(texts('县住建局副局长周敏在招投标中打招呼', '县住建局副局长王建国在招投标中打招呼')).toEqual([
      ['县住建局副局长', '县住建局副局长'],
      ['在招投标中打招呼', '在招投标中打招呼'],
    ]);
  });

  it('marks no words that are the same by chance, and nothing in a text without letters', () => {
    expect(sharedPassages('反映其收受礼金', '收受礼金问题')).toEqual([]);
    expect(sharedPassages('please look into the matter', 'look into the other one')).toEqual([]);
    expect(sharedPassages('', '。，')).toEqual([]);
  });

  const word = fc.constantFrom('招', '标', '礼', '金', '😀', '，', '１', '1', 'Ａ', 'a', 'é', 'e\u0301', ' ');
  const text = fc.array(word, { maxLength: 120 }).map((words) => words.join(''));

  it('gives places in the original texts that hold the same letters, none twice', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const passages = sharedPassages(left, right);
        for (const one of passages) {
          expect(bare(left.slice(one.left.start, one.left.end))).toBe(
            bare(right.slice(one.right.start, one.right.end)),
          );
          expect(bare(left.slice(one.left.start, one.left.end)).length).toBeGreaterThanOrEqual(6);
        }
        for (const side of ['left', 'right'] as const) {
          const sorted = passages.map((one) => one[side]).sort((a, b) => a.start - b.start);
          for (const [i, { start, end }] of sorted.entries()) {
            expect(start).toBeLessThan(end);
            if (i > 0) expect(start).toBeGreaterThanOrEqual(sorted[i - 1]!.end);
          }
        }
      }),
    );
  });

  it('marks a passage that both have whole, wherever it stands in each', () => {
    const before = fc.stringMatching(/^[甲乙丙丁]{0,20}$/u);
    const passage = fc.stringMatching(/^[招标礼金宴请]{6,40}$/u);
    const after = fc.stringMatching(/^[子丑寅卯]{0,20}$/u);
    fc.assert(
      fc.property(before, passage, after, after, (head, both, one, other) => {
        const [left, right] = [`${head}。${both}；${one}`, `${other}${both}`];
        const marked = sharedPassages(left, right)
          .map(({ left: { start, end } }) => left.slice(start, end))
          .join('');
        expect(marked).toContain(both);
      }),
    );
  });

  it('stays within bounds for texts that repeat one character', () => {
    const same = '礼'.repeat(5000);
    expect(sharedPassages(same, same)).toEqual([
      { left: { start: 0, end: 5000 }, right: { start: 0, end: 5000 } },
    ]);
  });
});
