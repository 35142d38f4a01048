import type { FollowUp, Instruction, Unit } from './county.types.ts';
import { addDays } from './days.ts';

/** Days that a unit has to report. */
const TERM = 90;

type Draft = Pick<Instruction, 'title' | 'content' | 'requirement'> & Partial<Instruction>;

const DRAFTS = (units: readonly Unit[]): Draft[] => [
  {
    item: 'instructions-general-secretary',
    issuer: '中央',
    industry: 'construction',
    title: '关于房屋建筑安全的重要指示',
    content: '要全面排查房屋建筑安全隐患，压实属地和行业责任。',
    requirement: '对照指示开展排查，建立问题台账，报告整改进展。',
  },
  {
    item: 'instructions-general-secretary',
    issuer: '中央',
    industry: 'agriculture',
    title: '关于耕地保护的重要指示',
    content: '采取有力措施，守住耕地红线。',
    requirement: '核查耕地用途，报告违规占用及整改情况。',
  },
  {
    industry: 'health',
    title: '关于医药领域突出问题的批示',
    content: '结合本地实际开展集中整治，按季度报告进展。',
    requirement: '开展自查自纠，报告药品耗材采购监管措施。',
  },
  {
    unit: units[0]!.key,
    title: '关于老旧小区改造项目信访的批示',
    content: '请核实情况，推动解决，结果报告。',
    requirement: '核实信访反映事项，提出处理意见。',
  },
  {
    unit: units[1]!.key,
    title: '关于专项资金监管的批示',
    content: '加强全过程监管，发现问题及时处置。',
    requirement: '报告专项资金监管制度和检查结果。',
  },
];

const report = (asOf: string, state: string, measures: string, more: Record<string, unknown> = {}) => ({
  on: asOf,
  form: { asOf, state, measures, ...more },
});

/** Units differ in how far they are: carried out, reported, sent back, silent. */
function followUp(key: string, unit: string, issuedOn: string, today: string, n: number): FollowUp {
  const after = (days: number) => (addDays(issuedOn, days) < today ? addDays(issuedOn, days) : today);
  const base = { key, unit, sentBack: null, closedOn: null };
  const first = report(after(20), 'under-way', '成立专班，制定方案，分片排查，已建立问题台账。');
  const last = report(after(45), 'done', '问题全部整改销号，完善长效制度。', {
    results: '整改问题12个，修订制度3项。',
  });
  switch (n % 4) {
    case 0:
      return { ...base, reports: [first, last], closedOn: after(50) };
    case 1:
      return { ...base, reports: [first] };
    case 2:
      return { ...base, reports: [first], sentBack: '措施不具体，请补充责任人和完成时限。' };
    default:
      return { ...base, reports: [] };
  }
}

/** Instructions on industries and on single units, each with the follow-up of every unit that it concerns. */
export function makeInstructions(units: readonly Unit[], today: string): Instruction[] {
  return DRAFTS(units).map((draft, index) => {
    const key = `instruction-${index + 1}`;
    const issuedOn = addDays(today, -55 * (index + 1));
    const concerned = units.filter((unit) => unit.key === draft.unit || unit.industry === draft.industry);
    return {
      key,
      item: 'instructions-leaders',
      issuer: '上级纪委领导',
      industry: null,
      unit: null,
      issuedOn,
      dueOn: addDays(issuedOn, TERM),
      ...draft,
      followUps: concerned.map((unit, n) =>
        followUp(`${key}:${unit.key}`, unit.key, issuedOn, today, index + n + 1),
      ),
    };
  });
}
