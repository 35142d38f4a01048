import type { Clue, Person, Post, SubmissionSheet, Unit } from './county.types.ts';
import { addDays, daysBetween, type Quarter } from './days.ts';
import { MEMBER_BODIES } from './organs.ts';
import type { Random } from './random.ts';

interface Kind {
  class: string;
  subType: string;
  polarity: 'positive' | 'negative';
  source: string;
  bodies: readonly string[];
  title: string;
  texts: readonly string[];
}

/** {p} person, {u} unit, {t} post, {d} date in words, {n} amount, {w} work, {x} place */
const KINDS: readonly Kind[] = [
  kind(
    'personal-matter',
    'self-check',
    'positive',
    'organisation-assessment',
    ['orgdept', 'commission'],
    '个人对照检查材料',
    [
      '{p}在专题民主生活会上作个人对照检查，查摆问题{k}条，提出整改措施{k}项，内容具体、联系实际。',
      '{p}对照检查材料经审核，能结合分管的{w}工作查找差距，整改时限明确。',
    ],
  ),
  kind(
    'personal-matter',
    'self-analysis',
    'negative',
    'organisation-assessment',
    ['orgdept'],
    '自我剖析材料避重就轻',
    [
      '{p}自我剖析材料对{w}工作中存在的审批超期问题只作一般表述，未说明本人责任，建议补充。',
      '{p}提交的自我剖析材料与上年度雷同较多，对群众反映的{w}问题未作说明。',
    ],
  ),
  kind(
    'personal-matter',
    'duty-integrity-report',
    'positive',
    'organisation-assessment',
    ['orgdept', 'commission'],
    '述职述廉报告',
    ['{p}在{u}述职述廉，报告履行“一岗双责”情况，民主测评满意率百分之九十以上。'],
  ),
  kind(
    'personal-matter',
    'personal-matters-report',
    'negative',
    'organisation-assessment',
    ['orgdept'],
    '个人有关事项报告漏报',
    [
      '核查发现{p}{y}年个人有关事项报告少报{x}房产一套，面积{a}平方米，本人解释为购房合同由配偶保管、填报时遗漏。',
      '核查发现{p}未在规定时间内报告因私出国（境）证件办理情况，已要求说明。',
      '{p}{y}年报告中配偶经商情况与市场主体登记信息不一致，需进一步核实。',
    ],
  ),
  kind('investigation', 'annual', 'positive', 'organisation-assessment', ['orgdept'], '年度考察表现突出', [
    '年度考察中，{u}干部群众反映{p}作风扎实，牵头完成{w}任务，成效明显。',
    '{p}负责的{w}工作在全县考核中列前三名。',
  ]),
  kind(
    'investigation',
    'daily',
    'negative',
    'organisation-assessment',
    ['orgdept', 'commission'],
    '日常考察反映作风问题',
    [
      '日常了解中，多名干部反映{p}对分管的{w}工作过问少，会议布置多、现场检查少。',
      '走访{u}时，部分同志反映{p}决策前征求意见不够，{w}方案临时变更。',
    ],
  ),
  kind(
    'investigation',
    'talk',
    'negative',
    'organisation-assessment',
    ['orgdept', 'commission'],
    '谈话中反映的苗头',
    [
      '谈心谈话中，有同志反映{p}近期与承揽{w}工程的老板来往较密，建议提醒。',
      '个别谈话中反映{p}在人员调整上听取意见不充分。',
    ],
  ),
  kind(
    'investigation',
    'urgent-task',
    'positive',
    'organisation-assessment',
    ['orgdept', 'publicity'],
    '急难险重任务中表现突出',
    ['{d}强降雨期间，{p}连续值守{k}昼夜，组织转移群众{m}人，未发生伤亡。'],
  ),
  kind(
    'reward-punishment',
    'commendation',
    'positive',
    'organisation-assessment',
    ['publicity', 'orgdept'],
    '受到通报表扬',
    ['{p}因{w}工作成绩突出，{d}受到县委县政府通报表扬。'],
  ),
  kind(
    'reward-punishment',
    'award',
    'positive',
    'organisation-assessment',
    ['publicity', 'orgdept'],
    '获得先进个人奖励',
    ['{p}被评为全县{w}工作先进个人，有表彰决定。'],
  ),
  kind(
    'reward-punishment',
    'criticism',
    'negative',
    'supervision-found',
    ['commission', 'audit'],
    '被通报批评',
    ['因{w}项目推进迟缓、资金滞留{n}元，{u}被通报批评，{p}负有领导责任。'],
  ),
  kind('reward-punishment', 'inquiry', 'negative', 'supervision-found', ['commission'], '被函询', [
    '就反映在{w}项目招标中打招呼的问题对{p}进行函询，本人书面说明未参与评标。',
  ]),
  kind('reward-punishment', 'summons', 'negative', 'supervision-found', ['commission'], '被约谈', [
    '因{u}{w}领域信访量上升，县纪委监委约谈{p}，要求限期整改。',
  ]),
  kind('reward-punishment', 'admonition', 'negative', 'supervision-found', ['commission'], '受到诫勉', [
    '{p}在{w}工作中履职不力，{d}受到诫勉，影响期六个月，有诫勉书。',
  ]),
  kind(
    'reward-punishment',
    'accountability',
    'negative',
    'audit-transfer',
    ['audit', 'commission'],
    '被问责',
    ['审计发现{u}{w}专项资金{n}元支出手续不全，{p}作为分管领导被问责。'],
  ),
  kind(
    'reward-punishment',
    'discipline-case',
    'negative',
    'judicial-transfer',
    ['court', 'procuratorate'],
    '司法机关移送',
    [
      '审理案件中发现，{w}工程承包人供述曾于{d}向{p}赠送礼金{n}元，已摘录笔录移送。',
      '办案中发现{p}为他人承揽{w}项目提供便利的情况说明一份，随附相关材料。',
    ],
  ),
  kind(
    'petition',
    'verified-report',
    'negative',
    'petition-letter',
    ['petitions-bureau', 'commission'],
    '反映问题经查部分属实',
    ['群众反映{p}在{w}补助发放中优亲厚友，经初查，{k}户中有一户不符合条件，其余属实发放。'],
  ),
  kind(
    'petition',
    'letter-handling',
    'negative',
    'petition-letter',
    ['petitions-bureau', 'commission'],
    '来信反映违规问题',
    [
      '来信反映{p}违规接受管理服务对象宴请，时间{d}，地点{x}某农家乐。',
      '来信反映{u}{w}招标被少数人操纵，{p}与中标人关系密切，未附证据。',
      '匿名来信反映{p}长期占用下属单位车辆，时间地点不具体。',
      '来信反映{p}插手{x}{w}工程，索要好处费{n}元，来信人称有转账记录。',
    ],
  ),
  kind('petition', 'media-exposure', 'negative', 'media-opinion', ['publicity'], '媒体曝光', [
    '网络平台曝光{u}{w}窗口工作人员推诿群众，视频中提及{p}，舆情已回应。',
  ]),
];

function kind(
  cls: string,
  subType: string,
  polarity: Kind['polarity'],
  source: string,
  bodies: readonly string[],
  title: string,
  texts: readonly string[],
): Kind {
  return { class: cls, subType, polarity, source, bodies, title, texts };
}

const WORKS =
  '老旧小区改造 农村公路 高标准农田 校舍维修 污水管网 惠农补贴 医保基金 土地出让 政府采购 易地搬迁 防洪堤岸 产业园区 城区绿化 供水一体化 食堂承包 公务接待 危房改造 粮食收储'.split(
    ' ',
  );
const PLACES = '柳汀镇 青石镇 白鹭镇 松坪镇 城南 城北 开发区 南塘镇 云岭镇 竹溪镇'.split(' ');

const inWords = (day: string) =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

export interface Cast {
  person: Person;
  post: Post;
  unit: Unit;
}

/** Fills a text's slots. Different sheets may tell the same event in other words, as bodies do. */
function tell(random: Random, text: string, cast: Cast, day: string): string {
  const values: Record<string, string> = {
    p: cast.person.name,
    u: cast.unit.aliases[0] ?? cast.unit.name,
    t: cast.post.title,
    d: inWords(day),
    y: day.slice(0, 4),
    n: `${random.int(1, 60) * 5000}`,
    a: `${random.int(60, 180)}`,
    k: `${random.int(2, 9)}`,
    m: `${random.int(20, 300)}`,
    w: random.pick(WORKS),
    x: random.pick(PLACES),
  };
  return text.replace(/\{(\w)\}/g, (_, slot: string) => values[slot] ?? '');
}

export function makeClue(
  random: Random,
  body: string,
  quarter: Quarter,
  casts: readonly Cast[],
  key: string,
): Clue {
  const kinds = KINDS.filter((entry) => entry.bodies.includes(body));
  const chosen = random.pick(kinds);
  const cast = random.pick(casts);
  const occurredOn = addDays(quarter.first, random.int(0, daysBetween(quarter.first, quarter.last)));
  const aboutUnit = random.chance(0.05);
  const content = tell(random, random.pick(chosen.texts), cast, occurredOn);
  return {
    key,
    class: chosen.class,
    subType: chosen.subType,
    polarity: chosen.polarity,
    source: chosen.source,
    occurredOn,
    subjectKind: aboutUnit ? 'unit' : 'person',
    subject: aboutUnit ? cast.unit.key : cast.person.key,
    title: `${aboutUnit ? (cast.unit.aliases[0] ?? cast.unit.name) : cast.person.name}：${chosen.title}`,
    content,
  };
}

const LIAISONS: Record<string, string> = {
  orgdept: 'orgliaison',
  commission: 'cdiliaison',
  publicity: 'publicity',
  court: 'court',
  procuratorate: 'procuratorate',
  'petitions-bureau': 'petitions',
  audit: 'audit',
};
/** What share of the clues each body sends in. */
const SHARES: Record<string, number> = {
  orgdept: 0.3,
  commission: 0.25,
  publicity: 0.1,
  court: 0.06,
  procuratorate: 0.05,
  'petitions-bureau': 0.16,
  audit: 0.08,
};

/** The sheets of all bodies over the quarters, one after the other, so that any scale streams. */
export function* makeSheets(
  random: Random,
  quarters: readonly Quarter[],
  casts: readonly Cast[],
  clues: number,
): Generator<SubmissionSheet> {
  let number = 0;
  for (const [q, quarter] of quarters.entries()) {
    for (const body of MEMBER_BODIES) {
      const latest = q === quarters.length - 1;
      // In the latest quarter one body has not reported; now and then a body has nothing to report.
      if (latest && body === 'procuratorate') continue;
      const nil = !latest && body === 'procuratorate' && random.chance(0.35);
      const late = !nil && random.chance(0.08);
      const count = nil
        ? 0
        : Math.max(1, Math.round((clues / quarters.length) * SHARES[body]! * (0.85 + random.next() * 0.3)));
      const rows: Clue[] = [];
      for (let i = 0; i < count; i++) {
        const before = rows.at(-1);
        const key = `clue-${++number}`;
        // A small part tells an event of the same sheet once more in nearly the same words.
        if (before && random.chance(0.02))
          rows.push({
            ...before,
            key,
            content: before.content.replace('，', '；').replace(/。$/, '，请予关注。'),
          });
        else rows.push(makeClue(random, body, quarter, casts, key));
      }
      yield {
        key: `sheet-${quarter.period}-${body}`,
        organ: body,
        period: quarter.period,
        kind: nil ? 'nil' : late ? 'late' : 'regular',
        submittedOn: addDays(quarter.last, late ? random.int(12, 20) : random.int(2, 9)),
        liaison: LIAISONS[body]!,
        clues: rows,
      };
    }
  }
}
