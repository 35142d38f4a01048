import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { setTimeZone } from '../../lib/time.ts';
import { ACTS, kindOf, SUBJECTS, wordsOf } from './event.words.ts';
import { detailsOf, queryOf, readableOf, whyOf } from './ledger.format.ts';

describe('words of the ledger', () => {
  it.each([
    ['account.created', '账号 · 新建', 'Account created'],
    ['grant.ended', '角色授权 · 终止', 'Role ended'],
    ['organ.moved', '机关 · 调整', 'Organ moved'],
    ['person.identifier-revealed', '人员 · 查看完整证件号码', 'Person ID number shown'],
    ['material.opened', '材料 · 查阅', 'Material read'],
    ['dossier.read', '数据包 · 查阅', 'Dossier read'],
    ['session.opened', '登录 · 成功', 'Signed in'],
    ['zone-meeting.changed', '协作区会议 · 修改', 'Meeting of a zone changed'],
  ])('%s', (type, zh, en) => expect(wordsOf(type)).toEqual({ zh, en }));

  it('say an unknown type by its code instead of hiding it', () => {
    expect(wordsOf('grant.vaporised')).toEqual({ zh: '角色授权 · vaporised', en: 'Role vaporised' });
    expect(wordsOf('comet')).toEqual({ zh: 'comet', en: 'comet' });
    expect(wordsOf('grant.')).toEqual({ zh: '角色授权', en: 'Role' });
  });
});

/** Every type that the server's code names; those with a part from data are tried below by hand. */
function typesOfServer(): string[] {
  const folder = path.resolve(import.meta.dirname, '../../../../server/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const types = files.flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(/\btype: '([a-z_-]+\.[a-z-]+)'/g)].map(
      ([, type]) => type!,
    ),
  );
  return [...new Set(types)].filter((type) => !type.startsWith('webauthn.'));
}

describe('what the server records', () => {
  it('has words in both languages', () => {
    const types = typesOfServer();
    expect(types).toContain('document.issued');
    const parts = types.map((type) => type.split('.') as [string, string]);
    // Types that are put together, or handed on, before they are recorded.
    const named = [
      'dossier.opened',
      'dossier.read',
      'limit.override-approved',
      'limit.override-rejected',
      'post.closed',
      'supervision.corrected',
      'template.approved',
      'template.rejected',
      'unit.closed',
      'unit.reopened',
      'zone.closed',
    ];
    for (const [subject, act] of [...parts, ...named.map((type) => type.split('.') as [string, string])]) {
      expect(SUBJECTS, subject).toHaveProperty(subject);
      expect(ACTS, act).toHaveProperty(act);
    }
  });

  it('is said to be of a kind, by the pack’s word where it has one', () => {
    const entry = { type: 'matter.acted', entity: 'clue', record: '线索 · 信访举报' };
    expect(kindOf(entry).zh).toBe('线索 · 信访举报');
    expect(kindOf({ ...entry, record: null }).zh).toBe('线索');
    expect(kindOf({ type: 'grant.created', entity: 'grant', record: null }).en).toBe('Role');
    expect(kindOf({ type: 'matter.acted', entity: 'comet', record: null }).zh).toBe('事项');
  });
});

describe('a filter', () => {
  it('takes whole days of this machine, the last one included', () => {
    setTimeZone('Asia/Shanghai');
    const { from, to, kind } = queryOf({ from: '2026-03-31', to: '2026-03-31', kind: 'open' });
    expect([from, to]).toEqual(['2026-03-30T16:00:00.000Z', '2026-03-31T16:00:00.000Z']);
    expect(kind).toBe('open');
  });

  it('leaves out a day that is none', () => {
    expect(queryOf({ from: 'gestern', to: '' })).toEqual({ from: undefined, to: undefined });
  });
});

describe('an entry', () => {
  it('is shown line by line, nothing left out', () => {
    expect(
      detailsOf({ after: { role: 'reviewer', to_day: null }, ids: ['a', 'b'], rows: [{ row: 2 }] }),
    ).toEqual([
      { path: 'after.role', value: 'reviewer' },
      { path: 'after.to_day', value: '—' },
      { path: 'ids', value: 'a、b' },
      { path: 'rows.1.row', value: '2' },
    ]);
    expect(detailsOf({})).toEqual([]);
  });

  it.each([
    [{ reason: '调离', basis: 'x' }, '调离'],
    [{ after: { basis: '任职文件' } }, '任职文件'],
    [{ purpose: '研判', after: { basis: 'x' } }, '研判'],
    [{ reason: '' }, undefined],
    [null, undefined],
  ])('says why: %j', (data, why) => expect(whyOf(data)).toBe(why));
});

it('shows a step of a matter by its particulars, without the codes that these put into words', () => {
  const fields = [
    'type',
    'seq',
    'at',
    'seat',
    'step',
    'request',
    'effects',
    'for',
    'action',
    'reason',
    'data',
  ];
  const data = { action: 'approval.approve', from: 'draft', to: 'draft', reason: '同意', organ: 'x' };
  const told = readableOf({ particulars: [{ code: 'step', value: '批准' }], data, fields });
  expect(told.shown).toEqual([{ path: 'reason', value: '同意' }]);
  expect(told.withheld).toEqual(['data']);
  // An entry without particulars keeps all that it says.
  expect(readableOf({ particulars: [], data: { from: 'a' }, fields: ['from', 'x'] })).toEqual({
    shown: [{ path: 'from', value: 'a' }],
    withheld: ['x'],
  });
});
