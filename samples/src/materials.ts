import type { Appointment, Kin, Material, Person, Post, Unit } from './county.types.ts';
import { addDays, monthOf, yearOf } from './days.ts';
import type { Random } from './random.ts';

export interface Sitter {
  person: Person;
  post: Post;
  unit: Unit;
  appointments: readonly Appointment[];
  kin: readonly Kin[];
  postTitle: (appointment: Appointment) => string;
}

/** What a maker says of a material; whose it is and what became of it is added. */
export type Draft = Omit<
  Material,
  'key' | 'state' | 'supersedes' | 'author' | 'verifier' | 'file' | 'subjectKind' | 'subject'
> & {
  file?: Material['file'];
};

const SCHOOLS = ['澄溪师范专科学校', '省农业大学', '省行政学院', '省理工大学', '澄溪广播电视大学'];
const STREETS = ['柳汀路', '青石街', '白鹭大道', '松坪路', '南塘街'];
const STRONG = ['熟悉业务，执行力强', '作风踏实，群众基础好', '敢于担当，协调能力强', '原则性强，处事公道'];
const WEAK = ['工作方法较急', '创新意识不足', '深入基层不够', '对干部教育管理偏松'];

/** The appointment form (干部任免审批表). */
export function appointmentForm(random: Random, sitter: Sitter, today: string): Draft {
  const { person, post, unit } = sitter;
  const filledOn = addDays(today, -random.int(30, 1_000));
  const form = {
    name: person.name,
    gender: person.sex,
    birthMonth: monthOf(person.birth),
    ethnicity: person.ethnicity,
    nativePlace: '澄溪县',
    politicalStatus: 'party-member',
    joinedParty: person.joinedParty,
    startedWork: person.startedWork,
    health: '健康',
    fullTimeEducation: { level: person.education, school: random.pick(SCHOOLS) },
    inServiceEducation: { level: random.pick(['大学', '研究生']), school: random.pick(SCHOOLS) },
    currentPost: `${unit.name}${post.title}`,
    career: sitter.appointments.map((held) => ({
      from: monthOf(held.from),
      ...(held.to ? { to: monthOf(held.to) } : {}),
      post: sitter.postTitle(held),
    })),
    assessments: [1, 2, 3].map((back) => ({
      year: yearOf(today) - back,
      grade: random.chance(0.2) ? 'excellent' : 'competent',
    })),
    family: sitter.kin.map((kin) => ({
      relation: kin.relation,
      name: kin.name,
      birthMonth: monthOf(kin.birth),
      employer: kin.employer,
    })),
    submittingUnit: unit.name,
    submittedOn: filledOn,
    filledOn,
  };
  return {
    item: 'appointment-form',
    title: `干部任免审批表（${person.name}）`,
    form,
    source: 'personnel-file',
    sourceOrgan: 'orgdept',
    occurredOn: filledOn,
    file: {
      name: `干部任免审批表-${person.name}`,
      paragraphs: [
        `姓名：${person.name}`,
        `现任职务：${form.currentPost}`,
        ...form.career.map((step) => `${step.from} ${step.post}`),
      ],
    },
  };
}

/** One year's report of personal matters; some years tell the housing or the spouse's employer differently. */
export function personalMatters(random: Random, sitter: Sitter, year: number): Draft {
  const { person, post, unit } = sitter;
  const declaredOn = `${year}-01-${String(random.int(5, 30)).padStart(2, '0')}`;
  const spouse = sitter.kin.find((kin) => kin.relation === 'spouse');
  const flats = random.int(1, 3);
  const salary = random.int(70, 140) * 1000;
  const none = { none: true };
  const form = {
    kind: 'yearly',
    year,
    declaredOn,
    name: person.name,
    birthMonth: monthOf(person.birth),
    post: `${unit.name}${post.title}`,
    marriage: spouse
      ? {
          status: 'married',
          spouseName: spouse.name,
          spouseEmployer: random.chance(0.85) ? spouse.employer : '个体经营',
        }
      : { status: 'single' },
    passports: none,
    permits: none,
    childrenForeignMarriage: none,
    childrenRegionMarriage: none,
    relativesAbroad: none,
    relativesEmployment: spouse
      ? { none: false, entries: [{ name: spouse.name, relation: 'spouse', employer: spouse.employer }] }
      : none,
    relativesCriminal: none,
    income: { salary, bonus: 12_000, total: salary + 12_000 },
    labourIncome: none,
    housing: {
      none: false,
      entries: Array.from({ length: flats }, (_, i) => ({
        holder: i === 0 ? 'self' : random.pick(['spouse', 'joint']),
        source: 'purchase',
        address: `澄溪县${random.pick(STREETS)}${random.int(1, 200)}号${random.int(1, 12)}栋`,
        area: random.int(70, 160),
        use: 'residence',
        acquiredOn: `${random.int(2003, year - 1)}-${String(random.int(1, 12)).padStart(2, '0')}`,
      })),
    },
    securities: random.chance(0.3)
      ? {
          none: false,
          entries: [
            { holder: 'self', kind: 'fund', name: '某稳健理财基金', value: random.int(1, 20) * 10_000 },
          ],
        }
      : none,
    business: none,
    overseasAssets: none,
    truthful: true,
    signedBy: person.name,
  };
  return {
    item: 'personal-matters',
    title: `${year}年个人有关事项报告`,
    form,
    source: 'self-declared',
    sourceOrgan: 'cadre-office',
    occurredOn: declaredOn,
  };
}

export function annualAssessment(random: Random, year: number): Draft {
  const given = random.int(30, 120);
  const excellent = random.int(10, given - 5);
  const form = {
    year,
    grade: random.chance(0.2) ? 'excellent' : random.chance(0.96) ? 'competent' : 'basically-competent',
    organ: '县委组织部',
    decidedOn: `${year + 1}-02-${String(random.int(10, 27)).padStart(2, '0')}`,
    votes: { given, valid: given, excellent, competent: given - excellent },
    strengths: random.pick(STRONG),
    weaknesses: random.pick(WEAK),
    informed: true,
  };
  return {
    item: 'annual-assessment',
    title: `${year}年度考核测评结果`,
    form,
    source: 'organisation-assessment',
    sourceOrgan: 'orgdept',
    occurredOn: form.decidedOn,
  };
}

export function lifeMeetingSpeech(random: Random, sitter: Sitter, year: number): Draft {
  const meetingDate = `${year}-12-${String(random.int(5, 28)).padStart(2, '0')}`;
  const theme = '严守纪律规矩，勇于担当作为';
  const selfCheck = `对照检查中，${sitter.person.name}同志从思想、工作、作风三个方面查摆问题：一是理论学习系统性不够；二是${random.pick(WEAK)}；三是对分管领域廉政风险排查不细。`;
  return {
    item: 'democratic-life-speech',
    title: `${year}年民主生活会个人发言`,
    source: 'unit-supplied',
    sourceOrgan: null,
    occurredOn: meetingDate,
    form: {
      meetingDate,
      theme,
      kind: 'democratic-life',
      selfCheck,
      problems: ['理论学习不够系统', random.pick(WEAK)],
      rectification: [{ measure: '每月到基层调研不少于四天', state: 'basic' }],
    },
    file: {
      name: `${year}年民主生活会发言提纲-${sitter.person.name}`,
      paragraphs: [theme, selfCheck, '下一步整改措施：每月到基层调研不少于四天。'],
    },
  };
}

export function supervisionNote(random: Random, sitter: Sitter, today: string): Draft {
  const date = addDays(today, -random.int(10, 700));
  const content = `与${sitter.person.name}同志谈话，了解其履行“一岗双责”、执行“三重一大”决策制度情况。${random.pick(STRONG)}；同时提醒其${random.pick(['规范公务接待', '加强对项目资金的监管', '注意与服务对象交往的边界', '如实报告个人有关事项'])}。`;
  return {
    item: 'supervision-notes',
    title: '日常监督谈话记录',
    source: 'research-visit',
    sourceOrgan: sitter.unit.room,
    occurredOn: date,
    form: {
      date,
      place: sitter.unit.name,
      kind: random.pick(['talk', 'visit', 'attendance']),
      supervision: ['discipline'],
      officers: ['罗志远', '严守诚'],
      topic: '履职和廉洁自律情况',
      content,
    },
  };
}

export function mediaPerson(random: Random, sitter: Sitter, today: string): Draft {
  const date = addDays(today, -random.int(10, 900));
  const praise = random.chance(0.8);
  const title = praise ? `${sitter.person.name}：把群众的事办实` : `${sitter.unit.name}办事窗口效率引关注`;
  return {
    item: 'media-person',
    title,
    source: 'public-record',
    sourceOrgan: 'publicity',
    occurredOn: date,
    form: {
      date,
      medium: '澄溪融媒',
      title,
      tone: praise ? 'praise' : 'criticism',
      summary: `报道介绍${sitter.unit.name}相关工作，提到${sitter.person.name}。`,
      checked: true,
    },
  };
}

export function binderPage(random: Random, sitter: Sitter, today: string): Draft {
  const date = addDays(today, -random.int(20, 300));
  return {
    item: 'integrity-binder',
    title: '廉情活页：基本情况',
    source: 'unit-supplied',
    sourceOrgan: sitter.unit.room,
    occurredOn: date,
    form: {
      section: 'basic',
      title: '基本情况',
      date,
      pages: random.int(1, 6),
      content: '本人基本情况、任职和奖惩情况登记。',
      basics: {
        birthMonth: monthOf(sitter.person.birth),
        startedWork: sitter.person.startedWork,
        joinedParty: sitter.person.joinedParty,
        currentPost: `${sitter.unit.name}${sitter.post.title}`,
      },
      selfSigned: true,
      unitSealed: true,
    },
  };
}

export function headPortrait(random: Random, sitter: Sitter, today: string): Draft {
  const date = addDays(today, -random.int(20, 400));
  const form = {
    year: yearOf(date),
    authorPost: '派驻纪检监察组组长',
    date,
    political: '政治立场坚定，执行决策部署坚决。',
    duty: '履行主体责任较好，班子分工明确。',
    powerUse: '重大事项能够集体研究。',
    integrity: '未发现影响廉洁的情况。',
    strengths: [random.pick(STRONG)],
    weaknesses: [random.pick(WEAK)],
    overall: '总体较好，建议加强对重点项目的监督。',
  };
  return {
    item: 'head-portrait',
    title: `${form.year}年纪检负责人画像`,
    form,
    source: 'organisation-assessment',
    sourceOrgan: sitter.unit.dispatched,
    occurredOn: date,
  };
}

const RATINGS = [
  'political',
  'collective',
  'powerUse',
  'personnel',
  'projects',
  'integrity',
  'family',
  'style',
  'responsibility',
];

export function leaderAppraisal(random: Random, year: number): Draft {
  const date = `${year}-12-${String(random.int(10, 28)).padStart(2, '0')}`;
  const ratings = Object.fromEntries(
    RATINGS.map((name) => [name, random.pick(['good', 'good', 'fairly-good', 'average'])]),
  );
  return {
    item: 'leader-appraisal',
    title: `${year}年班子成员对一把手评价`,
    source: 'organisation-assessment',
    sourceOrgan: null,
    occurredOn: date,
    form: { year, date, ratings, strengths: random.pick(STRONG), problems: random.pick(WEAK) },
  };
}
