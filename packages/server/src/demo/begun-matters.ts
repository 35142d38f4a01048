import type { Cast, PlannedMatter } from './planned-matter.ts';
import { TALKED, WARNED } from './warned-matters.ts';

/** Departments find nothing about the one name of a request; each signs by an account of its own. */
const SIGNERS = [
  ['sign-petitions', 'intake'],
  ['sign-case-supervision', 'casemgmt'],
  ['sign-case-trial', 'trial'],
  ['sign-supervision', 'dispatched'],
] as const;
const nothingFound = ({ person }: Cast) => ({
  conclusions: [{ no: 1, name: person.name, conclusion: 'nothing-found' }],
});
const clear = () => ({ signed: [{ no: 1, result: 'clear' }] });
const named = ({ account, person }: Cast) => ({
  names: [{ no: 1, person: person.id, name: person.name }],
  petitions: [account('intake')],
  caseSupervision: [account('casemgmt')],
  trial: [account('trial')],
  supervision: [account('dispatched')],
  handlers: [account('officer')],
});

/** A request that was signed by all, concluded and waits for the head. */
const WAITING: PlannedMatter = {
  procedure: 'opinion-reply',
  person: true,
  by: 'officer',
  ago: 3,
  data: (cast) => ({
    requestNumber: `澄组函〔${cast.day(3).slice(0, 4)}〕40号`,
    requestedBy: '县委组织部',
    requestedOn: cast.day(3),
    occasion: 'promotion',
    ...named(cast),
  }),
  steps: [
    ...SIGNERS.map(([action, by]) => ({ action, by, ago: 2, data: clear })),
    { action: 'conclude', by: 'officer', ago: 1, data: nothingFound },
    { action: 'reply', by: 'officer', ago: 1 },
  ],
};

/**
 * Matters of the last weeks, so that a first look at a workbench shows what terms and approvals do: one that ended, one
 * soon due, one overdue and told upwards, one that waits for the head, one that another organ works on until a day that
 * was set.
 */
export const BEGUN: readonly PlannedMatter[] = [
  {
    procedure: 'opinion-reply',
    person: true,
    by: 'officer',
    ago: 12,
    data: (cast) => ({
      requestNumber: `澄组函〔${cast.day(12).slice(0, 4)}〕31号`,
      requestedBy: '县委组织部',
      askerOrgan: cast.organOf('orgdept'),
      requestedOn: cast.day(12),
      occasion: 'promotion',
      ...named(cast),
    }),
    steps: [
      ...SIGNERS.map(([action, by]) => ({ action, by, ago: 11, data: clear })),
      {
        action: 'conclude',
        by: 'officer',
        ago: 10,
        data: nothingFound,
      },
      { action: 'reply', by: 'officer', ago: 10 },
      { action: 'approval.approve', by: 'head', ago: 9, reason: '同意。' },
      { action: 'receive', by: 'orgdept', ago: 8 },
    ],
  },
  {
    procedure: 'opinion-reply',
    person: true,
    by: 'officer',
    ago: 4,
    data: (cast) => ({
      requestNumber: `澄组函〔${cast.day(4).slice(0, 4)}〕38号`,
      requestedBy: '县委组织部',
      requestedOn: cast.day(4),
      occasion: 'award',
      ...named(cast),
    }),
    steps: [{ action: 'sign-case-supervision', by: 'casemgmt', ago: 2, data: clear }],
  },
  {
    procedure: 'inquiry',
    person: true,
    by: 'officer',
    ago: 9,
    data: ({ account }) => ({
      origin: '日常监督',
      problems: '一、本人及家属经商办企业情况。\n二、近两年出差报销中的重复报销情况。',
      handlers: [account('officer')],
    }),
    steps: [
      { action: 'issue', by: 'officer', ago: 9 },
      { action: 'approval.approve', by: 'head', ago: 8, reason: '同意函询。' },
    ],
  },
  {
    procedure: 'inquiry',
    person: true,
    by: 'officer',
    ago: 2,
    data: ({ account }) => ({
      origin: '信访反映',
      problems: '单位公务用车使用登记不完整，请说明有关情况。',
      handlers: [account('officer')],
    }),
    steps: [{ action: 'issue', by: 'officer', ago: 1 }],
  },
  {
    procedure: 'assignment',
    person: false,
    by: 'casemgmt',
    ago: 6,
    data: () => ({
      origin: '县委主要领导批示',
      task: '核查部分单位值班补贴重复发放情况。',
      demands: '查清事实，提出处理意见，书面报告办理结果。',
      contact: '白静宜',
    }),
    steps: [
      {
        action: 'dispatch',
        by: 'casemgmt',
        ago: 6,
        data: ({ organOf, day }) => ({ receiver: organOf('dispatched'), reportBy: day(-3) }),
      },
      { action: 'approval.approve', by: 'head', ago: 5, reason: '同意交办。' },
      {
        action: 'accept',
        by: 'dispatched',
        ago: 4,
        data: ({ account }) => ({ handlers: [account('dispatched')], plan: '先调取各单位发放台账。' }),
      },
    ],
  },
  WAITING,
  ...WARNED,
  ...TALKED,
];
