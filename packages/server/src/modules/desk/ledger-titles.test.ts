import { expect, it } from 'vitest';
import { readPacks } from '../../platform/packs/read-packs.ts';
import { titlesOf } from './ledger-titles.ts';

it('says of a step that was taken once it was approved that it was, since the entry names who approved', async () => {
  const pack = (await readPacks()).find((one) => one.head.code === 'cn-discipline')!;
  const entry = (data: object) => ({ type: 'matter.acted', entity: 'inquiry', data });
  const issue = pack.procedures.inquiry!.actions.issue!.title;
  const step = (locale: 'zh' | 'en', data: object) => titlesOf(pack, locale, entry(data)).step;
  expect(step('zh', { action: 'issue' })).toBe(issue.zh);
  expect(step('zh', { action: 'issue', approval: 2 })).toBe(`${issue.zh}（经审批）`);
  expect(step('en', { action: 'issue', approval: 2 })).toBe(`${issue.en} (approved)`);
});

it('tells approvals of one request apart by their place in the chain, and says what a request asks for', async () => {
  const pack = (await readPacks()).find((one) => one.head.code === 'cn-discipline')!;
  const step = (locale: 'zh' | 'en', data: object) =>
    titlesOf(pack, locale, { type: 'matter.acted', entity: 'inquiry', data }).step;
  const approve = { type: 'approved', action: 'approval.approve', step: 0, seat: 0 };
  expect(step('zh', approve)).toBe('批准（第 1 环节）');
  expect(step('zh', { ...approve, step: 1 })).toBe('批准（第 2 环节）');
  expect(step('en', { ...approve, step: 1, seat: 1 })).toBe('Approve (step 2, seat 2)');
  expect(step('zh', { ...approve, for: { account: 'x' } })).toBe('批准（第 1 环节）（代批）');
  const asked = { type: 'requested', action: 'approval.request', asked: 'issue' };
  expect(step('zh', asked)).toBe('报请审批 · 报批签发');
  // An entry that only looks like one has no place.
  expect(step('zh', { action: 'approval.approve', step: 0 })).toBe('批准');
});
