import type { World } from '@plumbline/policy';
import { addDays, daysBetween } from '@plumbline/policy';
import type { Clue } from '@plumbline/samples';
import type { Loading } from './loading.ts';
import type { Step } from './matters.ts';

const HEAD = 'commission';

/** What a decision in force says is clear by itself, good or bad. */
export const isDecided = ({ class: cls }: Pick<Clue, 'class'>): boolean => cls === 'reward-punishment';

interface Life {
  /** Steps that were taken, and whether the entry counts as a fact. */
  steps: Step[];
  clear: boolean;
}

interface Around {
  received: string;
  today: string;
  /** Place in its sheet: by it the lives differ. */
  row: number;
  account: (username: string) => string;
  /** The action that establishes what is clear. */
  establish: string;
}

/**
 * What became of a clue since it came: what is clear was established in the same days; of the others the older ones were
 * disposed of within their month, some lie for reference, a few of the last weeks wait for somebody, and a few are late.
 */
export function lifeOf(clue: Clue, { received, today, row, account, establish }: Around): Life {
  const at = (days: number, hour = 2) =>
    `${addDays(received, days)}T${String(hour).padStart(2, '0')}:00:00.000Z`;
  if (clue.polarity === 'positive' || isDecided(clue)) {
    const data = {
      basis: clue.polarity === 'positive' ? '成员单位报送材料' : '处理决定文件',
      date: clue.occurredOn,
      issuer: '报送单位',
    };
    return { clear: true, steps: [{ action: establish, account: account('reviewer2'), at: at(0, 8), data }] };
  }
  const age = daysBetween(received, today);
  const assigned: Step = {
    action: 'assign',
    account: account('orgdept'),
    at: at(2),
    data: { handlers: [account('officer')] },
  };
  if (age < 3 || (age < 28 && row % 3 === 0)) return { clear: false, steps: [] };
  if (age < 28 || (age < 120 && row % 15 === 0)) return { clear: false, steps: [assigned] };
  const officer = account('officer');
  const holds = age < 170 && row % 10 === 1;
  return {
    clear: false,
    steps: [
      assigned,
      {
        action: 'break-down',
        account: officer,
        at: at(6),
        data: { allegations: [{ no: 1, what: clue.title, against: row % 2 === 0 ? 'found' : 'none-found' }] },
      },
      {
        action: 'propose',
        account: officer,
        at: at(12),
        data: holds
          ? { mainProblem: clue.title, way: 'hold', grounds: '反映的问题暂不具备核查条件，列入暂存待查。' }
          : { mainProblem: clue.title, way: 'close', grounds: '经了解，未发现反映的问题，建议予以了结。' },
      },
      { action: holds ? 'dispose-held' : 'dispose-closed', account: officer, at: at(13) },
      { action: 'approval.approve', account: account('head'), at: at(15), reason: '同意。' },
    ],
  };
}

/** The head of the commission, who approves how clues are disposed of. */
export const approvedBy = (loading: Loading): World => ({
  organs: [{ id: loading.id(HEAD), parentId: null, kind: 'commission' }],
  holders: [{ account: loading.id('account:head'), permission: 'matter.approve', organ: loading.id(HEAD) }],
  subjectFacts: [],
  kin: new Set(),
});
