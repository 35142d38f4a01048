import { makeIdNumber } from '@plumbline/contract/identifiers';
import { defaultPolarity } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hasFaultText, registerFaultTexts } from '../../../platform/errors/fault-texts.ts';
import { emptyCell } from '../../../platform/workbook/cells.ts';
import type { Cell } from '../../../platform/workbook/types.ts';
import { clueTexts } from '../texts.ts';
import { checkRow } from './check-row.ts';
import { type KnownPerson, resolveRow } from './resolve-row.ts';
import { optionsOf, sheetSpec, wordKey } from './sheet-spec.ts';

const pack = (await loadPack('packs/cn-discipline')).pack!;
const today = '2026-04-06';
registerFaultTexts(clueTexts);

const right: Record<string, string> = {
  name: '周敏',
  unit: '县住房和城乡建设局',
  class: '信访类',
  subType: '来信处理',
  source: '司法机关移送',
  occurredOn: '2026-02-10',
  title: '反映其打招呼',
};
const cell = (text: string): Cell => ({ ...emptyCell(1, 2), kind: 'text', text });
const check = (cells: Record<string, string>) =>
  checkRow((code) => (cells[code] === undefined ? undefined : cell(cells[code])), { pack, today });

describe('a coded column', () => {
  const coded = sheetSpec(pack).columns.filter((column) => column.listOf);
  it('understands every option of the template in both languages', () => {
    for (const column of coded) {
      for (const locale of ['zh', 'en'] as const) {
        for (const option of optionsOf(pack, column, locale)!) {
          const parent: Record<string, string> = option.parent ? { class: option.parent } : {};
          const { faults } = check({ ...right, ...parent, [column.code]: option.title });
          expect(
            faults.filter((fault) => fault.column === column.code),
            option.title,
          ).toEqual([]);
        }
      }
    }
  });

  it('takes the polarity of the sub-type unless told otherwise', () => {
    for (const cls of pack.classes) {
      for (const subType of cls.subTypes) {
        const row = { ...right, class: cls.code, subType: subType.code };
        expect(check(row).entry?.polarity).toBe(defaultPolarity(pack.classes, cls.code, subType.code));
        expect(check({ ...row, polarity: '正面' }).entry?.polarity).toBe('positive');
        expect(check({ ...row, polarity: '负面' }).entry?.polarity).toBe('negative');
      }
    }
  });

  test.each([
    ['信访类', '信访'],
    [' 信访类 ', '信访类'],
    ['个人事项类', '个 人 事 项'],
  ])('%s may be written %s', (title, written) => {
    const spec = sheetSpec(pack);
    expect(spec.classes.get(wordKey(written))).toBe(spec.classes.get(wordKey(title)));
  });
});

describe('a row', () => {
  it('that is right has no fault and becomes what it says', () => {
    const { faults, entry, idText } = check(right);
    expect({ faults, idText }).toEqual({ faults: [], idText: null });
    expect(entry).toEqual({
      class: 'petition',
      subType: 'letter-handling',
      polarity: 'negative',
      source: 'judicial-transfer',
      occurredOn: '2026-02-10',
      receivedOn: null,
      clear: null,
    });
  });

  it('means the same when what was kept of it is checked again', () => {
    const words = fc.constantFrom(
      '',
      '信访类',
      '奖惩类',
      '诫勉',
      '来信处理',
      '2026.2.10',
      '46063',
      '是',
      '胡写',
      '＝1＋1',
      '１２３',
    );
    const columns = sheetSpec(pack)
      .columns.map((column) => column.code)
      .filter((code) => code !== 'idNumber');
    fc.assert(
      fc.property(fc.record(Object.fromEntries(columns.map((code) => [code, words]))), (cells) => {
        const once = check(cells as Record<string, string>);
        expect(check(once.cells)).toEqual(once);
      }),
    );
  });

  it('never keeps a whole identity number in clear', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.boolean(), (sequence, spoilt) => {
        const number = makeIdNumber({ region: '119901', birth: '1980-01-01', sequence });
        const written = spoilt ? number.slice(0, 17) + (number.endsWith('1') ? '2' : '1') : number;
        const row = check({ ...right, idNumber: written });
        expect(JSON.stringify([row.cells, row.faults])).not.toContain(written.slice(3, 14));
        expect(row.idText).toBe(written);
        expect(row.idNumber).toBe(spoilt ? null : number);
      }),
    );
  });

  it('has a text for every fault that can come of it', () => {
    const codes = new Set<string>();
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('1.1E+17', '110101750505001', '12345', '2026-02-30', '2026', '近期'),
    );
    const columns = sheetSpec(pack).columns.map((column) => column.code);
    fc.assert(
      fc.property(fc.constantFrom(...columns), texts, (code, text) => {
        for (const fault of check({ ...right, [code]: text }).faults) codes.add(fault.code);
      }),
      { numRuns: 2000 },
    );
    expect(codes.size).toBeGreaterThan(8);
    for (const code of codes) expect(hasFaultText(code), code).toBe(true);
  });
});

describe('whom a row means', () => {
  const unit = { id: 'u1', name: '县财政局', aliases: [], creditCode: null };
  const person = (id: string, over: Partial<KnownPerson> = {}): KnownPerson => ({
    id,
    name: '王伟',
    otherNames: [],
    idHashEqual: null,
    birth: null,
    appointments: [{ unit, post: '副局长', from: '2021-01-01', to: null }],
    shown: { unit: unit.name, post: '副局长' },
    ...over,
  });
  const resolve = (cells: Record<string, string>, persons: KnownPerson[], hash: string | null = null) =>
    resolveRow(check({ ...right, ...cells }), hash, { persons: () => persons, units: [unit] }, '2026-03-31');

  it('takes a single certain or likely one, offers several, and says what to do about none', () => {
    const sure = { name: '王伟', unit: '县财政局', post: '副局长' };
    expect(resolve(sure, [person('p1')]).subject).toMatchObject({ id: 'p1', certainty: 'certain' });
    expect(resolve({ ...sure, post: '' }, [person('p1')]).subject).toMatchObject({ certainty: 'likely' });
    const two = resolve(sure, [person('p1'), person('p2')]);
    expect(two).toMatchObject({ subject: null, faults: [] });
    expect(two.candidates.map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect(resolve(sure, [person('p1'), person('p2', { idHashEqual: true })], 'h').subject?.id).toBe('p2');
    const none = resolve(sure, []);
    expect(none.faults).toMatchObject([{ column: 'name', code: 'person.unknown' }]);
    expect(none.candidates).toMatchObject([{ kind: 'unit', id: 'u1' }]);
  });

  it('means the unit when no name is given', () => {
    expect(resolve({ name: '', unit: '县财政局' }, []).subject).toMatchObject({
      kind: 'unit',
      certainty: 'certain',
    });
    expect(resolve({ name: '', unit: '火星局' }, []).faults).toMatchObject([
      { column: 'unit', code: 'unit.unknown' },
    ]);
  });
});
