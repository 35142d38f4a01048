import { describe, expect, it } from 'vitest';
import { defaultPack } from '../testing/default-pack.ts';
import { idOf, Walk } from '../testing/walk.ts';
import { turnsOf } from './turns.ts';

const pack = await defaultPack();
const DRAFT = { problems: '一、项目发包程序情况。', countersigner: idOf('-unithead') };
const walk = () => new Walk(pack, 'inquiry', 'officer', DRAFT);
const turns = ({ machine, matter }: Walk) =>
  turnsOf(machine, matter).map(({ action, by }) => `${action}: ${by.join()}`);

describe('whose turn it is', () => {
  it('names the steps that lead on, with the places that may take them', () => {
    expect(turns(walk())).toEqual(['issue: handler,custodian', 'drop: handler,custodian']);
  });
  it('names nobody while an answer is waited for', () => {
    const asked = walk().act('issue', 'officer');
    expect(turns(asked)).toEqual([]);
    expect(turns(asked.act('approval.approve', 'head'))).toEqual([
      'receive: subject',
      'serve: handler,custodian',
    ]);
  });
  it('names the addressee alone for an answer that nobody else may give, and no step whose guard does not hold', () => {
    const served = walk().act('issue', 'officer').act('approval.approve', 'head').act('receive', 'subject');
    expect(turns(served)).toContain('answer: subject');
    expect(turns(served).join()).not.toMatch(/answer-alone|go-on-unanswered/);
  });
});
