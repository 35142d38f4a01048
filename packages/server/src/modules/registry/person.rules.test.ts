import { makeIdNumber } from '@plumbline/contract/identifiers';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../platform/errors/app-error.ts';
import { judgeAppointment } from './appointment.rules.ts';
import { Faults } from './checks.ts';
import { presentKin } from './kin.ts';
import { maskName, readIdNumber, reconcile } from './person.rules.ts';
import { byName, spellingOf } from './pinyin.ts';

const NUMBER = makeIdNumber({ region: '119901', birth: '1975-05-05', sequence: 11 });

function faultsOf(work: (faults: Faults) => void): string[] {
  const faults = new Faults();
  work(faults);
  try {
    faults.refuse();
    return [];
  } catch (error) {
    return ((error as AppError).details.faults ?? []).map((fault) => `${fault.pointer} ${fault.code}`);
  }
}

describe('an ID number beside birth date and sex', () => {
  const none = { birthDate: null, birthPrecision: null, sex: null };
  const read = readIdNumber(new Faults(), NUMBER);

  it('states both where they are missing', () => {
    expect(reconcile(new Faults(), none, read)).toEqual({
      birthDate: '1975-05-05',
      birthPrecision: 'day',
      sex: 'male',
    });
  });

  it.each([
    ['1975-05-05', 'day', 'male', []],
    ['1975-01-01', 'year', null, []],
    ['1975-05-31', 'month', null, []],
    ['1975-05-06', 'day', null, ['/birthDate birth-date-contradicts-id']],
    ['1974-12-31', 'year', null, ['/birthDate birth-date-contradicts-id']],
    ['1975-04-01', 'month', null, ['/birthDate birth-date-contradicts-id']],
    [null, null, 'female', ['/sex sex-contradicts-id']],
    [null, null, 'other', []],
  ] as const)('born %s (%s), %s: %j', (birthDate, birthPrecision, sex, expected) => {
    expect(faultsOf((faults) => reconcile(faults, { birthDate, birthPrecision, sex }, read))).toEqual(
      expected,
    );
  });

  it.each([
    ['1.1E+17', '/idNumber id-number.scientific'],
    [NUMBER.slice(0, 17), '/idNumber id-number.length'],
    [`${NUMBER.slice(0, 15)}000`, '/idNumber id-number.rounded'],
    [`${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}`, '/idNumber id-number.check-digit'],
  ])('%s is refused as %s', (text, fault) => {
    expect(faultsOf((faults) => readIdNumber(faults, text))).toEqual([fault]);
  });

  it.each(['', '   ', null, undefined])('%j is no number and no fault', (text) => {
    expect(faultsOf((faults) => expect(readIdNumber(faults, text)).toBeNull())).toEqual([]);
  });
});

describe('an appointment between others', () => {
  const wanted = { personId: 'p', postId: 'x', from: '2026-01-01', to: null };
  const around = { postEnd: null, heads: true, birth: '1975-05-05', death: null, others: [] };
  const other = { id: 'o', personId: 'q', postId: 'x', from: '2020-01-01', to: null as string | null };
  it.each([
    ['nothing else', wanted, around, [], undefined],
    ['another head at the same time', wanted, { ...around, others: [other] }, [], 'o'],
    [
      'a predecessor who left that day',
      wanted,
      { ...around, others: [{ ...other, to: '2026-01-01' }] },
      [],
      undefined,
    ],
    [
      'a colleague in a post that heads nothing',
      wanted,
      { ...around, heads: false, others: [other] },
      [],
      undefined,
    ],
    [
      'the same person in the same post',
      wanted,
      { ...around, others: [{ ...other, personId: 'p' }] },
      ['/from appointment-overlaps'],
      undefined,
    ],
    [
      'the same person, renewed',
      wanted,
      { ...around, others: [{ ...other, personId: 'p', to: '2026-01-01' }] },
      [],
      undefined,
    ],
    ['a closed post', wanted, { ...around, postEnd: '2026-06-01' }, ['/to post-closed'], undefined],
    [
      'a closed post, ended in time',
      { ...wanted, to: '2026-06-01' },
      { ...around, postEnd: '2026-06-01' },
      [],
      undefined,
    ],
    ['an end before the start', { ...wanted, to: '2025-12-31' }, around, ['/to end-before-start'], undefined],
    ['a start before birth', { ...wanted, from: '1975-05-04' }, around, ['/from before-birth'], undefined],
    ['a start after death', wanted, { ...around, death: '2025-01-01' }, ['/from after-death'], undefined],
  ])('%s', (_, appointment, surroundings, faults, rival) => {
    const judged = judgeAppointment(appointment, surroundings);
    expect(judged.faults.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual(faults);
    expect(judged.rival?.id).toBe(rival);
  });
});

describe('names', () => {
  it.each([
    ['陈立新', 'chen li xin', 'clx'],
    ['单雄信', 'shan xiong xin', 'sxx'],
    ['曾巩', 'zeng gong', 'zg'],
    ['解珍', 'xie zhen', 'xz'],
    ['仇英', 'qiu ying', 'qy'],
    ['查慎行', 'zha shen xing', 'zsx'],
    ['区大任', 'ou da ren', 'odr'],
    ['尉迟恭', 'yu chi gong', 'ycg'],
    ['阿卜杜拉·买买提', 'a bu du la mai mai ti', 'abdlmmt'],
    ['吕布', 'lv bu', 'lb'],
    ['Jüri Õunapuu', 'juri ounapuu', 'jo'],
  ])('%s is sorted as %s and typed as %s', (name, pinyin, initials) => {
    expect(spellingOf(name, true)).toEqual({ pinyin, initials });
  });

  it('are put in the order in which surnames are read', () => {
    const names = ['查良才', '沈星', '任远', '曾小平', '单田', 'Ann', '区大同'];
    expect(byName(names, (name) => name)).toEqual([
      'Ann',
      '区大同',
      '任远',
      '单田',
      '沈星',
      '曾小平',
      '查良才',
    ]);
  });

  it('shows a relative masked to those who may not read dossiers', () => {
    const row = {
      id: 'k',
      relation: 'spouse',
      name: '林某某',
      kin_person_id: 'p',
      birth_date: '1976-01-01',
      employer: '县某公司',
      from_day: '2000-01-01',
      to_day: null,
      version: 1,
    } as Parameters<typeof presentKin>[0];
    expect(presentKin(row, true)).toEqual({
      id: 'k',
      relation: 'spouse',
      name: '林**',
      personId: null,
      birthDate: null,
      employer: null,
      from: '2000-01-01',
      to: null,
      version: 1,
    });
    expect(presentKin(row, false)).toMatchObject({ name: '林某某', personId: 'p', employer: '县某公司' });
  });

  it('masks all but the first character', () => {
    expect(maskName('陈立新')).toBe('陈**');
    expect(maskName('𠮷田')).toBe('𠮷**');
  });
});
