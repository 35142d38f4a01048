import type { Unit } from './county.types.ts';
import { addDays } from './days.ts';
import type { Draft } from './materials.ts';
import type { Random } from './random.ts';

export function unitProfile(random: Random, unit: Unit, today: string): Draft {
  const asOf = addDays(today, -random.int(20, 500));
  return {
    item: 'unit-profile',
    title: `${unit.name}概况`,
    source: 'unit-supplied',
    sourceOrgan: null,
    occurredOn: asOf,
    form: {
      asOf,
      name: unit.name,
      ...(unit.aliases[0] ? { shortName: unit.aliases[0] } : {}),
      creditCode: unit.creditCode,
      level: '正科级',
      superior: '澄溪县人民政府',
      duties: '承担本行业规划、建设、审批和监督管理职责，落实县委县政府决策部署。',
      departments: [
        { name: '办公室', duty: '综合协调', staff: 6 },
        { name: '财务股', duty: '资金管理', staff: 4 },
      ],
      quota: random.int(30, 90),
      staff: random.int(25, 120),
      partyMembers: random.int(10, 60),
      budget: random.int(200, 9000),
      powers: [{ kind: 'money', matter: '专项资金分配', department: '财务股' }],
    },
    file: {
      name: `${unit.name}单位概况`,
      paragraphs: [`${unit.name}承担本行业规划、建设、审批和监督管理职责。`, '内设办公室、财务股等机构。'],
    },
  };
}

export function inspectionFeedback(random: Random, unit: Unit, today: string): Draft {
  const feedbackOn = addDays(today, -random.int(100, 1_500));
  const state = () => random.pick(['done', 'done', 'basic', 'open']);
  return {
    item: 'inspection-feedback',
    title: '巡察反馈意见及整改情况',
    source: 'inspection-transfer',
    sourceOrgan: null,
    occurredOn: feedbackOn,
    form: {
      level: 'county',
      round: `县委第${random.int(3, 12)}轮巡察`,
      kind: 'regular',
      feedbackOn,
      overall: `${unit.name}党组履行全面从严治党责任总体较好，但存在薄弱环节。`,
      problems: [
        {
          number: '1',
          problem: '“三重一大”事项会议记录不完整',
          measure: '修订议事规则，明确专人记录',
          deadline: addDays(feedbackOn, 90),
          state: state(),
        },
        {
          number: '2',
          problem: '专项资金拨付滞后',
          measure: '建立资金拨付台账',
          deadline: addDays(feedbackOn, 120),
          state: state(),
        },
        {
          number: '3',
          problem: '公务接待审批手续不全',
          measure: '补齐手续并通报',
          deadline: addDays(feedbackOn, 60),
          state: state(),
        },
      ],
    },
  };
}

export function teamMeeting(random: Random, year: number): Draft {
  const date = `${year}-12-${String(random.int(5, 28)).padStart(2, '0')}`;
  return {
    item: 'team-meeting',
    title: `${year}年度民主生活会材料`,
    source: 'unit-supplied',
    sourceOrgan: null,
    occurredOn: date,
    form: {
      date,
      kind: 'democratic-life',
      theme: '严守纪律规矩，勇于担当作为',
      due: 5,
      attended: random.int(4, 5),
      opinions: random.int(10, 40),
      selfCheck: '班子对照检查：理论学习不够深入，项目监管存在盲区，作风建设抓得不紧。',
      rectification: [
        {
          problem: '项目监管存在盲区',
          measure: '对在建项目开展全面自查',
          deadline: addDays(date, 120),
          state: random.pick(['open', 'basic', 'done']),
        },
      ],
    },
  };
}

export function unitResearch(random: Random, unit: Unit, today: string): Draft {
  const date = addDays(today, -random.int(10, 600));
  return {
    item: 'unit-research',
    title: '日常调研材料',
    source: 'research-visit',
    sourceOrgan: unit.room,
    occurredOn: date,
    form: {
      date,
      place: unit.name,
      kind: 'visit',
      officers: ['罗志远'],
      topic: '重点项目和资金监管',
      content: `赴${unit.name}调研重点项目推进和资金监管情况，查阅会议记录和拨付凭证，走访项目现场。`,
      problems: [{ problem: '个别项目变更未及时上会', suggestion: '限期补报并完善程序' }],
    },
  };
}

export function mediaUnit(random: Random, unit: Unit, today: string): Draft {
  const date = addDays(today, -random.int(10, 900));
  const title = `${unit.name}推进重点工作见闻`;
  return {
    item: 'media-unit',
    title,
    source: 'public-record',
    sourceOrgan: 'publicity',
    occurredOn: date,
    form: {
      date,
      medium: '澄溪融媒',
      title,
      tone: 'praise',
      summary: `记者走访${unit.name}，报道重点工作推进情况。`,
    },
  };
}
