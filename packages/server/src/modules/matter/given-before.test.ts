import { BEGIN } from '@plumbline/policy';
import { describe, expect, it } from 'vitest';
import { givenBefore } from './given-before.ts';

const words = { type: 'string', 'x-ui': { widget: 'textarea' } };
const rows = {
  type: 'array',
  items: { type: 'object', properties: { no: { type: 'integer' }, said: words } },
};
const forms = {
  plan: { properties: { demands: words, place: { type: 'string' }, points: rows } },
  urge: { properties: { demands: words, place: { type: 'string' }, points: rows } },
};
const machine = {
  begin: { form: 'plan' },
  actions: { urge: { form: 'urge' }, revise: { form: 'plan', continues: true } },
} as never;
const said = { demands: '说过的话', place: '三楼', points: [{ no: 1, said: '一' }] };
const given = (acts: { action: string; undone?: true }[], recorded: string[] = []) =>
  givenBefore(
    machine,
    { acts: acts.map((act, i) => ({ ...act, seq: i + 1, at: '', account: 'a' })) },
    'plan',
    forms,
    { data: said, recorded: new Set(recorded) },
  );

describe('with what a form begins', () => {
  it('is what the same form said last', () => {
    expect(given([{ action: BEGIN }])).toEqual(said);
    expect(given([{ action: BEGIN }, { action: 'urge' }, { action: 'revise' }])).toEqual(said);
  });

  it('is never the words of another step, alone or in a list, while day and place go along', () => {
    expect(given([{ action: BEGIN }, { action: 'urge' }])).toEqual({ place: '三楼' });
    expect(given([{ action: BEGIN }, { action: 'urge', undone: true }])).toEqual(said);
  });

  it('is the record of the service where that is the last word', () => {
    expect(given([{ action: BEGIN }, { action: 'urge' }], ['demands'])).toEqual({
      place: '三楼',
      demands: '说过的话',
    });
  });
});
