import { describe, expect, it } from 'vitest';
import type { SetupState } from './setup.api.ts';
import { bodyOf } from './setup.format.ts';

const word = { zh: '词', en: 'word' };
const packs: SetupState['packs'] = [
  {
    code: 'cn',
    version: '1',
    title: word,
    organKinds: [{ code: 'commission', title: word }],
    administrators: ['system', 'security', 'audit'].map((code) => ({ code, title: word, note: null })),
  },
];
const values = {
  code: 'ABCD',
  pack: 'cn',
  jurisdiction: { code: 'yunhu', name: '云湖县', nameEn: 'Yunhu' },
  organ: { name: '云湖县纪委监委', kind: 'commission' },
  administrators: [
    { username: 's', name: '甲' },
    { username: 'k', name: '乙' },
  ],
};

describe('what the set-up page sends', () => {
  it('is the code alone for the sample county, whatever was typed before', () => {
    expect(bodyOf('sample', values, packs)).toEqual({ code: 'ABCD', choice: 'sample' });
  });

  it('gives each administrator of the pack the person in its place; a missing one is refused by the server', () => {
    expect(bodyOf('own', values, packs)).toEqual({
      code: 'ABCD',
      choice: 'own',
      jurisdiction: { ...values.jurisdiction, pack: 'cn' },
      organ: values.organ,
      administrators: [
        { role: 'system', username: 's', name: '甲' },
        { role: 'security', username: 'k', name: '乙' },
        { role: 'audit', username: '', name: '' },
      ],
    });
  });

  it('leaves out an English name that nobody gave', () => {
    const { nameEn: _, ...names } = values.jurisdiction;
    for (const nameEn of [undefined, '', ' ']) {
      const jurisdiction = nameEn === undefined ? names : { ...names, nameEn };
      expect(bodyOf('own', { ...values, jurisdiction }, packs)).toMatchObject({
        jurisdiction: { ...names, pack: 'cn' },
      });
      expect(bodyOf('own', { ...values, jurisdiction }, packs)).not.toHaveProperty('jurisdiction.nameEn');
    }
  });
});
