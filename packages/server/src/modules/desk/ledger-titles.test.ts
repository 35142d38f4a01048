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
