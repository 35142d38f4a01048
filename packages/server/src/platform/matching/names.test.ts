import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHan } from './han-variants.ts';
import { compareNames, exactName, looseName } from './names.ts';

describe('compareNames', () => {
  it.each([
    ['王芳', '王芳', 'equal'],
    ['王　芳', '王芳', 'equal'],
    [' 王 芳\u200b', '王芳', 'equal'],
    ['买买提•吐尔逊', '买买提·吐尔逊', 'equal'],
    ['买买提．吐尔逊', '买买提·吐尔逊', 'equal'],
    ['ＡＤＡ Lind', 'Ada  LIND', 'equal'],
    ['买买提吐尔逊', '买买提·吐尔逊', 'similar'],
    ['張偉', '张伟', 'similar'],
    ['呂國強', '吕国强', 'similar'],
    ['阎萍', '闫萍', 'similar'],
    ['李群峯', '李羣峰', 'similar'],
    ['LIND, Ada', 'Ada Lind', 'similar'],
    ['Jose Nunez', 'José Núñez', 'similar'],
    ['王芳', '王方', 'different'],
    ['王芳', '王芳芳', 'different'],
    ['王', '王芳', 'different'],
    ['', '', 'different'],
    ['　', '王芳', 'different'],
    ['Ada Lind', 'Ada Berg', 'different'],
    ['——', '…', 'different'],
  ])('%j and %j are %s', (submitted, held, relation) => {
    expect(compareNames(submitted, [held])).toBe(relation);
  });

  it('takes the nearest of all names held', () => {
    expect(compareNames('张伟', ['李强', '張偉', '张伟'])).toBe('equal');
    expect(compareNames('张伟', ['李强', '張偉'])).toBe('similar');
    expect(compareNames('张伟', [])).toBe('different');
  });

  it('is symmetric, and equal names are alike in both keys', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[王張张偉伟芳强強·• 　]{0,4}$/u),
      fc.stringMatching(/^[AaBbéE ,.]{0,6}$/),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(compareNames(a, [b])).toBe(compareNames(b, [a]));
        if (exactName(a) === exactName(b)) expect(looseName(a)).toBe(looseName(b));
      }),
    );
  });

  it('settles in one step', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[蕭萧肖鐘鍾钟·Éa. ]{0,6}$/u), (name) => {
        expect(exactName(exactName(name))).toBe(exactName(name));
        expect(looseName(looseName(name))).toBe(looseName(name));
        expect(foldHan(foldHan(name))).toBe(foldHan(name));
      }),
    );
  });
});
