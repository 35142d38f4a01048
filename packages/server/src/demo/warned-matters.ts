import type { Cast, PlannedFact, PlannedMatter, PlannedStep } from './planned-matter.ts';

const APPROVED = { action: 'approval.approve', by: 'whoever', reason: '同意。' } as const;

/** Handed over with a receipt, so that the person's time runs. */
const delivered = (action: string, ago: number): PlannedStep => ({
  action,
  by: 'officer',
  ago,
  scanned: true,
  data: ({ day, scan }) => ({ deliveredOn: day(ago), way: '直接送达', server: '罗志远', receipt: [scan] }),
});

interface Warned {
  ago: number;
  fact: PlannedFact;
  said: string;
  answer: string;
  more?: readonly PlannedStep[];
}

/** Proposed on one verified fact, told, heard and decided within a few days. */
const warned = ({ ago, fact, said, answer, more = [] }: Warned): PlannedMatter => ({
  procedure: 'warning',
  person: true,
  facts: [fact],
  by: 'officer',
  ago,
  data: ({ account, facts }) => ({
    facts: [...facts],
    summary: fact.content,
    owner: account('officer'),
    handlers: [account('officer')],
  }),
  steps: [
    {
      action: 'tell',
      by: 'officer',
      ago: ago - 1,
      data: () => ({
        told: [{ no: 1, fact: fact.content }],
        rule: '本地干部日常监督规定',
      }),
    },
    {
      action: 'hear',
      by: 'officer',
      ago: ago - 2,
      scanned: true,
      data: ({ day, scan }) => ({
        heardOn: day(ago - 2),
        heardBy: '罗志远、何雨晴',
        points: [{ no: 1, said }],
        record: [scan],
      }),
    },
    {
      action: 'consider',
      by: 'officer',
      ago: ago - 2,
      data: () => ({ considered: '无先行先试、探索创新情形。', outcome: 'not-fitting' }),
    },
    {
      action: 'decide',
      by: 'officer',
      ago: ago - 3,
      data: ({ account, day }) => ({
        level: fact.gravity,
        finding: `${fact.content}属实。`,
        answers: [{ no: 1, answer }],
        lastDay: day(ago - 3 - 60),
        owner: account('officer'),
      }),
    },
    { ...APPROVED, ago: ago - 4 },
    delivered('deliver-decision', ago - 5),
    ...more,
  ],
});

/** What was asked was done, seen by another than whoever asked, and the warning closed. */
const rectified = (ago: number): PlannedStep[] => [
  {
    action: 'opinions',
    by: 'officer',
    ago,
    data: ({ day }) => ({
      opinions: [{ no: 1, opinion: '健全外出报备台账，每月自查一次。' }],
      rectifyBy: day(ago - 14),
    }),
  },
  delivered('deliver-opinions', ago - 1),
  {
    action: 'record-measures',
    by: 'officer',
    ago: ago - 5,
    reason: '本人未开通账号，纸质报送。',
    data: () => ({ measures: [{ no: 1, done: '已建台账并自查。', proof: '台账复印件。' }] }),
  },
  {
    action: 'accept',
    by: 'head',
    ago: ago - 7,
    data: () => ({ results: [{ no: 1, checked: '台账完整。', done: 'yes' }], rectified: 'done' }),
  },
  // Once nobody may object any more.
  { action: 'close', by: 'officer', ago: ago - 18, data: () => ({ conclusion: '整改到位，予以销号。' }) },
  { ...APPROVED, ago: ago - 19 },
];

/** Warnings of each level in force, and one that was closed. */
export const WARNED: readonly PlannedMatter[] = [
  warned({
    ago: 16,
    fact: { topic: '考勤管理', content: '三次外出未按规定报备。', gravity: 'minor' },
    said: '其中一次系临时处置险情，事后已补报。',
    answer: '经核查值班记录，对该次予以采信。',
  }),
  warned({
    ago: 14,
    fact: { topic: '公务接待检查', content: '两次公务接待超标准，陪餐人数超规定。', gravity: 'heavier' },
    said: '系对标准掌握不准，超支部分已退缴。',
    answer: '退缴凭证属实，予以考虑。',
  }),
  warned({
    ago: 12,
    fact: { topic: '项目监管检查', content: '对代建项目长期失管，造成工程款多付。', gravity: 'serious' },
    said: '监管由多个单位共同承担。',
    answer: '“三定”规定主管职责在该单位，不予采信。',
  }),
  warned({
    ago: 36,
    fact: { topic: '会议记录检查', content: '议事记录不全，两次会议未记明不同意见。', gravity: 'minor' },
    said: '记录人员更换，交接不清。',
    answer: '情况属实，予以考虑。',
    more: rectified(30),
  }),
];

const clock = ({ day }: Cast, ago: number) => ({
  day: day(ago),
  from: '09:30',
  until: '10:30',
  place: '县纪委监委谈话室',
});

/** A talk that was planned, held, signed, reported and closed. */
const talked = (kind: 'reminder' | 'pre-appointment', ago: number, problem: string): PlannedMatter => ({
  procedure: 'talk',
  person: true,
  by: 'officer',
  ago,
  data: (cast) => ({
    kind,
    problem,
    ...clock(cast, ago - 3),
    talkers: [cast.account('officer'), cast.account('intake')],
    recorder: cast.account('intake'),
    handlers: [cast.account('officer')],
    outline: '一、说明来意。二、听取本人说明。三、提出要求。',
    health: 'good',
    safety: '安排专人陪同，备好常用药品。',
  }),
  steps: [
    { action: 'submit', by: 'officer', ago: ago - 1 },
    { ...APPROVED, ago: ago - 1 },
    { action: 'notify', by: 'officer', ago: ago - 2, data: (cast) => clock(cast, ago - 3) },
    {
      action: 'hold',
      by: 'officer',
      ago: ago - 3,
      data: (cast) => ({
        ...clock(cast, ago - 3),
        rightsTold: true,
        exchanges: [{ question: '对提醒的问题有何认识？', answer: '接受提醒，今后严格遵守规定。' }],
      }),
    },
    {
      action: 'attest',
      by: 'officer',
      ago: ago - 3,
      scanned: true,
      data: ({ day, scan }) => ({ signedOn: day(ago - 3), scan: [scan] }),
    },
    {
      action: 'report',
      by: 'officer',
      ago: ago - 4,
      data: () => ({
        result: '已提出要求，本人表示接受。',
        inFavour: '态度端正，此前无类似情形。',
        proposal: 'close',
      }),
    },
    { action: 'close', by: 'officer', ago: ago - 4 },
    { ...APPROVED, ago: ago - 5 },
  ],
});

export const TALKED: readonly PlannedMatter[] = [
  talked('reminder', 15, '请销假手续办理不及时。'),
  talked('reminder', 11, '群众来访答复不及时。'),
  talked('pre-appointment', 9, '任职廉政要求。'),
];
