import { describe, expect, it } from 'vitest';
import { fieldsOf, redact } from './redact.ts';

const id = '01980000-0000-7000-8000-000000000001';

describe('redact', () => {
  it.each([
    [
      'person',
      { after: { id, name: '陈立新', pinyin: 'chenlixin', birth_date: '1975-05-05', version: 2 } },
      { after: { id, version: 2 } },
    ],
    [
      'material',
      { form: { income: 120000, note: '…' }, item: 'personal-matters' },
      { item: 'personal-matters' },
    ],
    [
      'clue',
      { from: id, to: id, title: '反映某某问题', reason: '同名' },
      { from: id, to: id, reason: '同名' },
    ],
    ['dossier', { purpose: '巡察前了解情况', names: ['甲', '乙'] }, { purpose: '巡察前了解情况' }],
    ['search', { q: '王伟', shown: [id] }, { shown: [id] }],
    ['material', '全文', {}],
    ['material', null, {}],
  ])('shows of an entry on %s how and why, not what', (entity, data, shown) => {
    expect(redact(entity, data)).toEqual(shown);
  });

  it('shows all of what concerns accounts and organs', () => {
    const data = { after: { username: 'wangwei', name: '王伟' } };
    expect(redact('account', data)).toEqual(data);
    expect(redact('organ', data)).toEqual(data);
  });

  it('names the fields of every entry', () => {
    expect(fieldsOf({ title: 'x', form: {} })).toEqual(['title', 'form']);
    expect(fieldsOf(null)).toEqual([]);
  });
});
