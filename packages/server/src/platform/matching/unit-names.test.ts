import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUnitNames } from './unit-names.ts';

describe('compareUnitNames', () => {
  it.each([
    ['平川县住房和城乡建设局', '平川县住房和城乡建设局', 'exact'],
    ['平川县 住房和城乡建设局', '平川县住房和城乡建设局', 'exact'],
    ['县住建局', '平川县住房和城乡建设局', 'short'],
    ['住建局', '平川县住房和城乡建设局', 'short'],
    ['平川县住建局', '平川县住房和城乡建设局', 'short'],
    ['平川住建局', '江州市平川县住房和城乡建设局', 'short'],
    ['平川縣住建局', '平川县住房和城乡建设局', 'short'],
    ['平川县住房和城乡建设局', '县住建局', 'short'],
    ['县发改局', '平川县发展和改革局', 'short'],
    ['县发改委', '平川县发展和改革委员会', 'short'],
    ['县人社局', '平川县人力资源和社会保障局', 'short'],
    ['县市监局', '平川县市场监督管理局', 'short'],
    ['县卫健局', '平川县卫生健康局', 'short'],
    ['县文旅局', '平川县文化和旅游局', 'short'],
    ['县自然资源局', '平川县自然资源和规划局', 'short'],
    ['县纪委监委', '中国共产党平川县纪律检查委员会监察委员会', 'short'],
    ['县纪委', '中共平川县纪律检查委员会', 'short'],
    ['县委', '中国共产党平川县委员会', 'short'],
    ['县委组织部', '中共平川县委组织部', 'short'],
    ['县委组织部', '中国共产党平川县委员会组织部', 'short'],
    ['县人大常委会', '平川县人民代表大会常务委员会', 'short'],
    ['县政协', '中国人民政治协商会议平川县委员会', 'short'],
    ['县政府', '平川县人民政府', 'short'],
    ['县政府办', '平川县人民政府办公室', 'short'],
    ['县法院', '平川县人民法院', 'short'],
    ['县检察院', '平川县人民检察院', 'short'],
    ['县一中', '平川县第一中学', 'short'],
    ['县城投公司', '平川县城市建设投资有限公司', 'short'],
    ['Health Ministry', 'Ministry of Health', 'short'],
    ['the ministry of health', 'Ministry of Health', 'short'],
    ['清河县住建局', '平川县住房和城乡建设局', 'none'],
    ['县住建委', '平川县住房和城乡建设局', 'none'],
    ['县水务局', '平川县水利和农业服务局', 'none'],
    ['县教育局', '平川县体育局', 'none'],
    ['县局', '平川县住房和城乡建设局', 'none'],
    ['局', '平川县住房和城乡建设局', 'none'],
    ['管理局', '平川县市场监督管理局', 'none'],
    ['县二中', '平川县第一中学', 'none'],
    ['县法院', '平川县人民检察院', 'none'],
    ['县委', '平川县住房和城乡建设局', 'none'],
    ['县委', '平川县纪律检查委员会', 'none'],
    ['县纪委', '平川县监察委员会', 'none'],
    ['县政府', '平川县政协', 'none'],
    ['Ministry of Defence', 'Ministry of Health', 'none'],
    ['', '平川县住房和城乡建设局', 'none'],
    ['县住建局', '', 'none'],
    ['、', '。', 'none'],
  ])('%j for %j: %s', (submitted, official, relation) => {
    expect(compareUnitNames(submitted, official, [])).toBe(relation);
  });

  it('knows registered other names, and abbreviations of those', () => {
    const held = ['平川县农业农村局', ['平川县农业局', '县农口']] as const;
    expect(compareUnitNames('县农口', ...held)).toBe('alias');
    expect(compareUnitNames('县农业局', ...held)).toBe('short');
    expect(compareUnitNames('县畜牧局', ...held)).toBe('none');
  });

  it('finds the abbreviation made from the first characters of any words, and in no other place', () => {
    const word = fc.stringMatching(/^[规划交通运输教育水利林业财政审计]{2}$/u);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), (words) => {
        const full = `平川县${words.join('')}局`;
        const short = words.map((w) => w[0]).join('');
        expect(compareUnitNames(`县${short}局`, full, [])).toBe('short');
        expect(compareUnitNames(`清河县${short}局`, full, [])).toBe('none');
        expect(compareUnitNames(`县${short}委`, full, [])).toBe('none');
      }),
    );
  });

  it('compares overlong names only as they are', () => {
    const long = '县'.repeat(61);
    expect(compareUnitNames(long, long, [])).toBe('exact');
    expect(compareUnitNames(`${long}局`, `平川${long}局`, [])).toBe('none');
    expect(compareUnitNames(`${'县'.repeat(58)}火局`, `${'县'.repeat(58)}水局`, [])).toBe('none');
  });
});
