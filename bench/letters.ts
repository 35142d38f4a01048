/** Made-up letters for measuring how repeats are found; all from a seed. */
const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗'.split('');
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文辉玲'.split('');
const UNITS =
  '住建局,水务局,教育局,财政局,卫健局,民政局,交通局,林业局,农业农村局,自然资源局,文旅局,市监局'.split(',');
const POSTS = '局长,副局长,办公室主任,财务股股长,项目办主任,下属中心负责人'.split(',');
const PLACES = '城东小学,河西新区,北门大桥,柳林镇,石桥村,老街片区,工业园,南湖公园,双河水库,青山林场'.split(
  ',',
);
const THINGS =
  '改造项目,道路硬化工程,校服采购,防汛物资采购,危房补助,低保评定,公务用车维修,食堂承包,绿化养护,征地补偿'.split(
    ',',
  );
const FIRMS = '宏达建筑,永盛商贸,鑫源物资,华安园林,众诚咨询,瑞丰农业,恒通运输,天成装饰'.split(',');
const OPENINGS = [
  '我是一名普通群众，现向贵委反映一个情况。',
  '作为本单位职工，有些话憋了很久，今天如实说明。',
  '据多名村民讲述，现将有关问题反映如下。',
  '近期走访中听到不少议论，特写信说明。',
  '本人长期在当地做工程，对其中内情比较清楚。',
];
const ACTS = [
  '在{place}{thing}招标前约见{firm}负责人，把标底透露给对方，随后{firm}以接近最高限价中标',
  '借{place}{thing}之机，多次接受{firm}安排的宴请，还收下购物卡{n}张',
  '将{place}{thing}拆分成若干小项，绕开公开程序，全部交给{firm}来做',
  '让{firm}替其亲属报销旅游费用约{n}千元，事后在{place}{thing}验收时给予关照',
  '在{place}{thing}资金拨付中虚列支出{n}万元，钱款转入{firm}账户后又被取现',
  '安排亲戚挂名在{firm}领取工资，每月{n}百元，与{place}{thing}的审批有关',
  '把本应给{place}困难户的指标给了与{firm}有关系的人，{thing}名单从未公示',
  '逢年过节收受{firm}送来的烟酒，折合{n}千元，{place}{thing}结算因此一路放行',
];
const MORE = [
  '上述情况有{n}人可以作证，相关单据存放在{place}。',
  '去年曾有人口头提过，但一直没有下文。',
  '{place}的{name2}当时在场，可以找其核实。',
  '据说账目在{year}年底被人改动过，改动之前的复印件还在。',
  '{firm}的法定代表人与其是同学，两家来往密切。',
  '有关合同编号为{n}{year}，签字页与正文纸张明显不同。',
  '工程做完不到半年，路面已经开裂，群众意见很大。',
  '相关审批只有一个人签字，没有经过集体研究。',
];
const ENDINGS = [
  '请依法核查。',
  '希望组织尽快调查处理，还群众一个公道。',
  '以上属实，愿意配合。',
  '恳请重视。',
];
const FILLING = '望领导在百忙之中抽空过问此事，谢谢。';

export interface Letter {
  /** Letters about the same happening have the same. */
  happening: number;
  title: string;
  content: string;
}

/** Numbers from a seed, 0 … 1. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x = (x + Math.imul(x ^ (x >>> 7), x | 61)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

const name = (roll: () => number) =>
  one(roll, SURNAMES) + one(roll, GIVEN) + (roll() < 0.7 ? one(roll, GIVEN) : '');
const one = <T>(roll: () => number, list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;

/** The first letter about a happening. */
export function letterAbout(happening: number): Letter {
  const roll = dice(happening);
  const who = name(roll);
  const words: Record<string, string> = {
    place: one(roll, PLACES),
    thing: one(roll, THINGS),
    firm: one(roll, FIRMS),
  };
  const unit = one(roll, UNITS);
  const post = one(roll, POSTS);
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) =>
      key === 'n'
        ? String(2 + Math.floor(roll() * 97))
        : key === 'year'
          ? String(2018 + Math.floor(roll() * 8))
          : key === 'name2'
            ? name(roll)
            : words[key]!,
    );
  const more = [...MORE].sort(() => roll() - 0.5).slice(0, 2 + Math.floor(roll() * 3));
  const acts = [...ACTS].sort(() => roll() - 0.5).slice(0, 1 + Math.floor(roll() * 2));
  const year = 2019 + Math.floor(roll() * 7);
  return {
    happening,
    title: `反映${unit}${post}${who}在${words.thing}中的问题`,
    content: [
      one(roll, OPENINGS),
      `${year}年${1 + Math.floor(roll() * 12)}月，县${unit}${post}${who}${fill(acts.join('；又'))}。`,
      ...more.map(fill),
      one(roll, ENDINGS),
    ].join(''),
  };
}

const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const sentences = (text: string) => text.split('。').filter(Boolean);

/** Ways in which a letter comes again. */
export const WAYS: Record<string, (letter: Letter, roll: () => number) => string> = {
  copied: ({ content }) => content,
  'other punctuation and width': ({ content }) =>
    fullWidth(content).replaceAll('，', '、').replaceAll('。', '！ '),
  'sentences in another order': ({ content }, roll) =>
    `${sentences(content)
      .sort(() => roll() - 0.5)
      .join('。')}。`,
  'another name': ({ content, title }, roll) => {
    const who = /(?:局长|主任|股长|负责人)([^在]{2,3})在/.exec(title)?.[1] ?? '';
    return content.replaceAll(who, name(roll));
  },
  'shortened, with words of its own': ({ content }) => {
    const all = sentences(content);
    return `${[...all.slice(1), FILLING].join('。')}`;
  },
  'within a longer letter': ({ content, happening }) => content + letterAbout(happening + 5_000_000).content,
  'order, name and width at once': (letter, roll) => {
    const named = WAYS['another name']!(letter, roll);
    return fullWidth(`${sentences(named).reverse().join('。')}。${FILLING}`);
  },
};

/** The letter as it came again in one of the ways, with a title of another officer. */
export function repeatOf(letter: Letter, way: string): Letter {
  const roll = dice(letter.happening * 31 + way.length);
  return { happening: letter.happening, title: '群众来信反映干部违纪', content: WAYS[way]!(letter, roll) };
}
