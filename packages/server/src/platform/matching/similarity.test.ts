import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarity, similarityKeys, sketchOf } from './similarity.ts';

const gift =
  '反映云岭县住建局局长周某在2025年城区道路改造工程招投标过程中，违规干预，收受承包商李某礼金5万元。' +
  '该工程总造价1200万元，中标单位为宏达建筑有限公司。群众对此反映强烈，要求核查。';
const tender =
  'The head of the roads department accepted a gift of 5,000 from the contractor Mr Lee during the 2025 tender.' +
  ' The work had been promised to him before. Residents ask for an inquiry.';

const bitsOf = (text: string) =>
  [...sketchOf(text).sketch!.slice(1)]
    .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    .join('');
/** Likeness as the database estimates it. */
const estimated = (a: string, b: string) => {
  const [one, other] = [bitsOf(a), bitsOf(b)];
  return 1 - [...one].filter((bit, i) => bit !== other[i]).length / 256;
};

const shared = (a: string, b: string) => {
  const keys = new Set(similarityKeys(a));
  return similarityKeys(b).filter((key) => keys.has(key)).length;
};

describe('similarity', () => {
  it.each<[string, string, string, number, number]>([
    ['itself', gift, gift, 1, 1],
    ['other punctuation', gift, gift.replaceAll('，', ';').replaceAll('。', ' '), 1, 1],
    ['full width', gift, gift.replace('2025', '２０２５').replace('5万', '５ 万'), 1, 1],
    ['lines broken', gift, gift.replaceAll('，', '，\r\n　　'), 1, 1],
    ['sentences in another order', gift, gift.split('。').reverse().join('。'), 0.9, 0.99],
    ['another amount and date', gift, gift.replace('5万', '8万').replace('2025', '2024'), 0.85, 0.97],
    ['a sentence more', gift, `${gift}请上级部门严肃处理。`, 0.8, 0.95],
    [
      'told in other words',
      gift,
      '听说县里修路招标有问题，住建局周局长收了老板的钱，大家都很有意见。',
      0,
      0.25,
    ],
    [
      'another matter of the same kind',
      gift,
      '反映清河县教育局副局长张某在校服采购过程中收受好处费3万元，要求核查。',
      0.05,
      0.35,
    ],
    ['another matter', gift, '县水务局防汛物资采购程序不规范，建议予以提醒。', 0, 0.1],
    ['English, other case and punctuation', tender, tender.toUpperCase().replaceAll('.', ' -'), 1, 1],
    ['English, sentences in another order', tender, tender.split('. ').reverse().join('. '), 0.85, 0.99],
    ['English, another name', tender, tender.replace('Mr Lee', 'Mr Novak'), 0.8, 0.97],
    [
      'English, another matter',
      tender,
      'Water meters in the northern district were read late and bills were wrong.',
      0,
      0.1,
    ],
    ['another language', gift, tender, 0, 0.01],
    ['short texts', '王某酒驾', '王某，酒驾！', 1, 1],
    ['one character', '酒', '酒', 1, 1],
    ['nothing', '', gift, 0, 0],
    ['nothing twice', '——', '……', 0, 0],
  ])('%s', (_, a, b, least, most) => {
    const found = similarity(a, b);
    expect(found).toBeGreaterThanOrEqual(least);
    expect(found).toBeLessThanOrEqual(most);
    expect(similarity(b, a)).toBe(found);
  });

  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[反映局长收受礼金要求核查，。 a-e0-9]{0,40}$/u),
  );

  it('lies between 0 and 1, and is 1 between a text and itself', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
        expect(similarity(a, a)).toBe(similarityKeys(a).length > 0 ? 1 : 0);
      }),
    );
  });

  it('and keys ignore marks put anywhere between letters', () => {
    const letters = fc.array(fc.constantFrom(...'反映局长收受礼金要求核查abc019'), {
      minLength: 1,
      maxLength: 40,
    });
    const marks = fc.array(fc.constantFrom('', '，', ' ', '\n', '“', '-', '　', '…'), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(letters, marks, (characters, between) => {
        const marked = characters.map((character, i) => character + between[i]).join('');
        expect(similarity(marked, characters.join(''))).toBe(1);
        expect(similarityKeys(marked)).toEqual(similarityKeys(characters.join('')));
      }),
    );
  });
});

describe('what stands nearly whole in a longer text', () => {
  const longer = `${tender} ${tender.split('').reverse().join('')} ${gift}`;

  it('is alike as far as it is told to count, and only when it says something', () => {
    expect(similarity(tender, longer)).toBeLessThan(0.6);
    expect(similarity(tender, longer, { share: 0.85, shingles: 60 })).toBeGreaterThan(0.85);
    expect(similarity(tender, longer, { share: 0.85, shingles: 600 })).toBeLessThan(0.6);
    expect(similarity(tender, gift, { share: 0.85, shingles: 60 })).toBeLessThan(0.1);
  });
});

describe('sketchOf', () => {
  it('never changes between releases, as it is stored', () => {
    expect(sketchOf('反映周某收受礼金')).toEqual({
      sketch:
        'xeac6f516774a1194746230b211a9964853c4a6de2c3bef04f5121701b9e2a5276cdac3a4c0c573283e78079e00f03f946d5c94682f50e31a6c58300314341e5a',
      shingles: 7,
    });
  });

  it('is 512 bits, the same whatever marks stand between letters, and none for no text', () => {
    expect(sketchOf(gift).sketch).toMatch(/^x[0-9a-f]{128}$/);
    expect(sketchOf(gift.replaceAll('，', ';\r\n'))).toEqual(sketchOf(gift));
    expect(sketchOf(' ，。')).toEqual({ sketch: null, shingles: 0 });
  });

  it.each<[string, string, string]>([
    ['itself', gift, gift],
    ['sentences in another order', gift, gift.split('。').reverse().join('。')],
    ['half of it', gift, gift.slice(0, gift.length / 2)],
    [
      'another matter of the same kind',
      gift,
      '反映清河县教育局副局长张某在校服采购过程中收受好处费3万元，要求核查。',
    ],
    ['English, another name', tender, tender.replace('Mr Lee', 'Mr Novak')],
    ['another language', gift, tender],
  ])('tells how alike two texts are: %s', (_, a, b) => {
    expect(Math.abs(estimated(a, b) - similarity(a, b))).toBeLessThan(0.1);
  });
});

describe('similarityKeys', () => {
  it('never change between releases, as they are stored', () => {
    expect(similarityKeys('反映周某收受礼金').slice(0, 2)).toEqual(['101any4ny1hzlh42', '110qtbq4e0njbn58']);
  });

  it('are 20 of 16 characters each, all different, and none for no text', () => {
    const keys = similarityKeys(gift);
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(20);
    for (const key of keys) expect(key).toMatch(/^1[0-9a-j][0-9a-z]{14}$/);
    expect(similarityKeys(' ，。')).toEqual([]);
  });

  it('meet for texts that are alike and hardly ever for others', () => {
    const units = ['住建局', '水务局', '教育局', '财政局', '卫健局', '民政局', '交通局', '林业局'];
    const acts = [
      '违规发放津贴',
      '收受管理服务对象礼品',
      '公车私用',
      '插手工程招标',
      '优亲厚友办理低保',
      '虚报冒领补助',
    ];
    const ends = ['群众来信反映强烈', '经审计发现线索', '巡察组移交问题', '有照片和票据为证'];
    const clues = units.flatMap((unit, u) =>
      acts.flatMap((act, a) =>
        ends.map(
          (end) => `${unit}第${u * a}号项目负责人在任职期间${act}，涉及金额${(u + 2) * 37 + a}万元，${end}。`,
        ),
      ),
    );
    const changed = clues.map((clue) => clue.replace('任职期间', '任期内').replace('涉及', '共计'));
    const alike = clues
      .map((clue, i) => [clue, changed[i] as string] as const)
      .filter(([a, b]) => similarity(a, b) > 0.7);
    expect(alike.length).toBeGreaterThan(100);
    expect(alike.filter(([a, b]) => shared(a, b) > 0).length / alike.length).toBeGreaterThan(0.95);

    const far = units.flatMap((unit, u) =>
      acts.map((act, a) => {
        const other = `${ends[a % 4]}：${units[(u + 3) % 8]}工作人员${acts[(a + 2) % 6]}，请予处理。`;
        return [`反映${unit}局长${act}问题，${ends[(a + 1) % 4]}。`, other] as const;
      }),
    );
    expect(far.every(([a, b]) => similarity(a, b) < 0.2)).toBe(true);
    expect(far.filter(([a, b]) => shared(a, b) > 0).length / far.length).toBeLessThan(0.15);
  });
});
