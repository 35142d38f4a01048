import { makeCreditCode } from '@plumbline/contract/identifiers';
import type { Post, Unit } from './county.types.ts';
import type { Random } from './random.ts';

interface Plan {
  name: string;
  alias?: string;
  en: string;
  kind: string;
  industry: string;
  tags?: string[];
}

const department = (
  name: string,
  alias: string,
  en: string,
  industry: string,
  tags: string[] = [],
): Plan => ({
  name: `澄溪县${name}`,
  alias,
  en,
  kind: 'government-department',
  industry,
  tags,
});

const DEPARTMENTS: readonly Plan[] = [
  department('住房和城乡建设局', '县住建局', 'Housing and Construction Bureau', 'construction', [
    'power-approval',
    'project-heavy',
  ]),
  department('财政局', '县财政局', 'Finance Bureau', 'finance', ['power-money']),
  department('自然资源局', '县自然资源局', 'Natural Resources Bureau', 'natural-resources', [
    'power-approval',
    'power-things',
  ]),
  department('交通运输局', '县交通局', 'Transport Bureau', 'transport', ['project-heavy']),
  department('水利局', '县水利局', 'Water Bureau', 'water', ['project-heavy']),
  department('农业农村局', '县农业农村局', 'Agriculture Bureau', 'agriculture', [
    'power-money',
    'livelihood',
  ]),
  department('教育体育局', '县教体局', 'Education and Sports Bureau', 'education', [
    'livelihood',
    'power-people',
  ]),
  department('卫生健康局', '县卫健局', 'Health Bureau', 'health', ['livelihood']),
  department('民政局', '县民政局', 'Civil Affairs Bureau', 'civil-affairs', ['livelihood', 'power-money']),
  department('人力资源和社会保障局', '县人社局', 'Human Resources Bureau', 'human-resources', [
    'power-people',
    'livelihood',
  ]),
  department('市场监督管理局', '县市场监管局', 'Market Supervision Bureau', 'market-regulation', [
    'law-enforcement',
  ]),
  department('生态环境局', '县生态环境局', 'Environment Bureau', 'ecology', [
    'law-enforcement',
    'power-approval',
  ]),
  department('应急管理局', '县应急局', 'Emergency Bureau', 'emergency', ['law-enforcement']),
  department('发展和改革局', '县发改局', 'Development and Reform Bureau', 'development-reform', [
    'power-approval',
    'project-heavy',
  ]),
  department('城市管理局', '县城管局', 'City Management Bureau', 'construction', ['law-enforcement']),
  department('文化和旅游局', '县文旅局', 'Culture and Tourism Bureau', 'culture-tourism'),
  department('医疗保障局', '县医保局', 'Medical Insurance Bureau', 'health', ['power-money', 'livelihood']),
  department('公共资源交易中心', '县交易中心', 'Public Resource Trading Centre', 'development-reform', [
    'power-approval',
    'project-heavy',
  ]),
];
const TOWNS = '柳汀 青石 白鹭 松坪 云岭 枫林 竹溪 梅川 石桥 双河 南塘 北屏'.split(' ');
const SCHOOLS = ['澄溪县第一中学', '澄溪县实验小学', '澄溪县职业技术学校', '澄溪县特殊教育学校'];
const HOSPITALS = ['澄溪县人民医院', '澄溪县中医院', '澄溪县妇幼保健院'];
const ENTERPRISES = [
  '澄溪城市建设投资有限公司',
  '澄溪水务有限公司',
  '澄溪交通发展有限公司',
  '澄溪粮食储备有限公司',
  '澄溪文旅发展有限公司',
  '澄溪国有林场',
];
const OTHERS =
  '政务服务中心 融媒体中心 档案馆 不动产登记中心 供销合作社 残疾人联合会 妇女联合会 总工会 工商业联合会 科学技术局 统计局 司法局 退役军人事务局 乡村振兴局 机关事务服务中心 疾病预防控制中心 公路养护中心'.split(
    ' ',
  );

/** Sixty units of a county. The region part of the credit codes (469099) belongs to no place. */
export function makeUnits(scale: number): Unit[] {
  const plans: Plan[] = [
    ...DEPARTMENTS,
    ...TOWNS.map(
      (name, i): Plan => ({
        name: `${name}镇`,
        en: `Town ${i + 1}`,
        kind: 'town',
        industry: 'local-governance',
        tags: ['livelihood'],
      }),
    ),
    ...SCHOOLS.map(
      (name, i): Plan => ({ name, en: `School ${i + 1}`, kind: 'school', industry: 'education' }),
    ),
    ...HOSPITALS.map(
      (name, i): Plan => ({
        name,
        en: `Hospital ${i + 1}`,
        kind: 'hospital',
        industry: 'health',
        tags: ['livelihood'],
      }),
    ),
    ...ENTERPRISES.map(
      (name, i): Plan => ({
        name,
        en: `State enterprise ${i + 1}`,
        kind: 'state-enterprise',
        industry: 'state-assets',
        tags: ['project-heavy'],
      }),
    ),
    ...OTHERS.map(
      (name, i): Plan => ({
        name: `澄溪县${name}`,
        alias: `县${name}`,
        en: `Institution ${i + 1}`,
        kind: 'public-institution',
        industry: 'general-administration',
      }),
    ),
  ];
  const all = Array.from({ length: scale }, (_, copy) =>
    plans.map((plan) => (copy === 0 ? plan : branch(plan, copy))),
  ).flat();
  return all.map((plan, i) => ({
    key: `unit-${i + 1}`,
    parent: null,
    name: plan.name,
    nameEn: `Chengxi ${plan.en}`,
    aliases: plan.alias ? [plan.alias] : [],
    kind: plan.kind,
    industry: plan.industry,
    tags: plan.tags ?? [],
    creditCode: makeCreditCode(
      `${plan.kind === 'state-enterprise' ? '91' : '11'}469099${String(100_000_000 + i * 7_919).slice(0, 9)}`,
    ),
    room: i % 2 === 0 ? 'room-1' : 'room-2',
    dispatched: plan.kind === 'town' ? null : i % 2 === 0 ? 'dispatched-1' : 'dispatched-2',
    zone: plan.kind === 'town' ? `zone-${(i % 3) + 1}` : null,
  }));
}

/** A larger county has branches of the same bodies. */
const branch = (plan: Plan, copy: number): Plan => ({
  ...plan,
  name: `${plan.name}第${copy}分局`,
  en: `${plan.en}, branch ${copy}`,
  ...(plan.alias ? { alias: `${plan.alias}第${copy}分局` } : {}),
});

const SECTIONS = ['办公室', '人事股', '财务股', '法规股', '项目股', '审批股', '执法大队', '综合股'];
const SECTION_TAGS: Record<string, string> = {
  人事股: 'key-people',
  财务股: 'key-money',
  项目股: 'key-things',
  审批股: 'key-approval',
  执法大队: 'law-enforcement',
};

const HEADS: Record<string, [string, string]> = {
  town: ['镇长', '副镇长'],
  school: ['校长', '副校长'],
  hospital: ['院长', '副院长'],
  'state-enterprise': ['董事长', '副总经理'],
};

/** The posts of a unit: head, deputies, discipline head, sections. */
export function makePosts(random: Random, unit: Unit): Post[] {
  const [head, deputy] = HEADS[unit.kind] ?? ['局长', '副局长'];
  const post = (title: string, level: string, tags: string[], order: number, authority: string): Post => ({
    key: `${unit.key}/post-${order}`,
    unit: unit.key,
    title,
    level,
    tags,
    order,
    authority,
  });
  const posts = [
    post(head, 'section-chief', ['top-leader', 'leading', 'unit-head'], 1, 'committee'),
    post(deputy, 'section-deputy', ['team-member', 'leading'], 2, 'committee'),
    post(deputy, 'section-deputy', ['team-member', 'leading'], 3, 'committee'),
    post('纪检监察员', 'section-rank', ['discipline-head'], 4, 'orgdept'),
  ];
  if (random.chance(0.6))
    posts.push(
      post(
        `${deputy}（分管项目）`,
        'section-deputy',
        ['team-member', 'leading', 'key-things'],
        5,
        'committee',
      ),
    );
  for (const [i, title] of random.some(SECTIONS, random.int(3, 6)).entries()) {
    const tag = SECTION_TAGS[title];
    posts.push(post(`${title}负责人`, 'subsection', tag ? [tag] : [], 10 + i, 'orgdept'));
  }
  return posts;
}
