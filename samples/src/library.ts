import type { LibraryEntry } from './county.types.ts';
import { addDays } from './days.ts';

type Draft = Omit<
  LibraryEntry,
  'key' | 'effectiveFrom' | 'writtenOn' | 'text' | 'members' | 'zone' | 'state'
> & {
  key: string;
  /** Days before today on which it began to hold. */
  ago: number;
  text: readonly string[];
} & Partial<Pick<LibraryEntry, 'members' | 'zone' | 'state'>>;

const COUNTY = '澄溪县';

const DRAFTS: readonly Draft[] = [
  {
    key: 'procurement-rule',
    store: 'regulations',
    sort: 'local-rule',
    title: `${COUNTY}小额采购监督办法`,
    titleEn: 'Measures on the supervision of small purchases',
    issuer: '中共澄溪县纪律检查委员会',
    documentNumber: '澄纪发〔2025〕8号',
    audience: 'everyone',
    ago: 300,
    text: [
      '第一章　总则',
      '第一条　为加强小额采购监督，防止化整为零、指定供应商，制定本办法。',
      '第二条　县直单位和乡镇使用财政资金、未达公开招标数额的采购，适用本办法。',
      '第三条　单位主要负责人对本单位小额采购负总责，分管负责人负直接责任。',
      '第二章　采购程序',
      '第四条　采购应当先有预算、后有计划，计划由两人以上共同提出。',
      '对照：采购前有无预算和计划？',
      '第五条　同一品目一年内累计达到公开招标数额的，不得拆分采购。',
      '对照：有无拆分项目规避招标？',
      '第六条　询价对象不少于三家，询价记录由经办人和监督人共同签字。',
      '对照：询价是否不少于三家，记录是否完整？',
      '第七条　经办人、审批人与供应商有亲属或其他利害关系的，应当回避。',
      '对照：有无应当回避而未回避的情形？',
      '第八条　验收由采购人以外的人员主持，验收单附照片和数量清单。',
      '对照：验收是否由他人主持，货物是否相符？',
      '第三章　公开和监督',
      '第九条　每季度在单位公示栏公开采购品目、金额和供应商。',
      '对照：采购结果是否按季公开？',
      '第十条　派驻机构每半年抽查一次，抽查比例不低于十分之一。',
      '第十一条　发现问题线索的，五个工作日内移送承办机关。',
      '第十二条　干部职工可以向信访室反映采购中的问题，受理机关为其保密。',
      '第四章　附则',
      '第十三条　村级采购参照本办法执行。',
      '第十四条　本办法由县纪委监委解释，自公布之日起施行。',
    ],
  },
  {
    key: 'gift-rule',
    store: 'regulations',
    sort: 'local-rule',
    title: `${COUNTY}领导干部礼品登记上交办法`,
    titleEn: 'Measures on registering and handing over gifts',
    issuer: '中共澄溪县委办公室',
    documentNumber: '澄办发〔2025〕21号',
    audience: 'officers',
    ago: 210,
    text: [
      '第一条　为规范礼品登记上交，制定本办法。',
      '第二条　领导干部在公务活动中不得收受可能影响公正执行公务的礼品、礼金。',
      '对照：有无收受可能影响公务的礼品、礼金？',
      '第三条　因故未能当场拒收的，应当自收到之日起七日内登记上交。',
      '对照：未能拒收的，是否七日内登记上交？',
      '第四条　登记写明时间、地点、送礼人、品名、数量和估价。',
      '第五条　单位指定两人保管，一人登记、一人保管，按月核对。',
      '对照：登记和保管是否由两人分开办理？',
      '第六条　鲜活物品经批准就地捐赠福利机构，取得收据。',
      '第七条　礼品每半年集中移交一次，处理结果在单位公开。',
      '第八条　亲属代收的，视为本人收受。',
      '对照：有无亲属代收的情形？',
      '第九条　主动登记上交的，不追究责任；隐瞒不报的，按规定处理。',
      '第十条　本办法自公布之日起施行。',
    ],
  },
  {
    key: 'case-procurement',
    store: 'cases',
    sort: 'warning',
    title: '把零活拆成三份：一起小额采购问题的教训',
    audience: 'everyone',
    ago: 150,
    text: [
      '一、基本情况',
      '某镇干部甲分管后勤。一年内，他把同一批办公桌椅拆成三次采购，三次都交给同一家商店，询价单上的另外两家从未报过价。',
      '二、问题怎样被发现',
      '派驻机构抽查时，发现三张询价单字迹相同，日期却相隔数月。',
      '三、处理',
      '甲受到党内警告处分，退赔多付款项；镇主要负责人被约谈。',
      '四、教训',
      '小额采购最怕没人看。询价要有人见证，验收要换人，账目要公开。',
    ],
  },
  {
    key: 'case-gift',
    store: 'cases',
    sort: 'warning',
    title: '一盒茶叶里的礼金：未按规定登记上交礼品案例',
    audience: 'officers',
    ago: 120,
    text: [
      '一、基本情况',
      '某局干部乙节前收到一盒茶叶，盒内夹有礼金。乙三个月后才向单位说明，此时送礼人的项目已经通过验收。',
      '二、处理',
      '乙受到政务记过处分，礼金上缴。',
      '三、教训',
      '来不及拒收的，七日内登记上交；拖得越久，越说不清楚。',
    ],
  },
  {
    key: 'case-relief',
    store: 'cases',
    sort: 'warning',
    title: '名单上的亲属：救助资金优亲厚友案例',
    audience: 'everyone',
    ago: 90,
    text: [
      '一、基本情况',
      '某村干部丙审核临时救助名单时，把不符合条件的两名亲属列入，名单未在村务栏公示。',
      '二、处理',
      '丙受到党内严重警告处分，追回救助金；镇民政负责人被诫勉谈话。',
      '三、教训',
      '名单要公示，亲属要回避，入户要两人同去。',
    ],
  },
  {
    key: 'deed-repair',
    store: 'cases',
    sort: 'exemplary',
    title: '十年不换的工具箱：乡镇水管员丁的事迹',
    audience: 'everyone',
    ago: 100,
    text: [
      '一、人物',
      '丁在镇水务站工作十年，随身一个旧工具箱，登记着每一个领用的零件。',
      '二、事迹',
      '他谢绝村民的烟酒，修完即走；零件用多少、剩多少，月底张榜。全镇水费连续多年没有一起投诉。',
    ],
  },
  {
    key: 'deed-refusal',
    store: 'cases',
    sort: 'exemplary',
    title: '退回去的红包：窗口人员戊的一天',
    audience: 'everyone',
    ago: 60,
    text: [
      '一、人物',
      '戊在办事大厅综合窗口工作。',
      '二、事迹',
      '一位企业负责人把红包夹在材料里，戊当场退回，请同事见证，并把情况登记备查。材料当天照常办结。',
    ],
  },
  {
    key: 'zone-guide',
    store: 'guides',
    sort: 'zone-guide',
    title: '第一协作区联合检查工作指引',
    audience: 'organ',
    zone: 'zone-1',
    ago: 180,
    text: [
      '第一条　协作区每季度组织一次联合检查，由组长单位提出计划。',
      '第二条　检查组不少于三人，来自两个以上单位，组长不检查本单位。',
      '第三条　检查前列出清单，检查中两人以上在场，检查后三日内形成记录。',
      '第四条　发现的问题线索按管理权限移送，不在协作区内处置。',
      '第五条　成员单位之间不得互相打听正在办理的事项。',
      '第六条　联合检查的材料由组长单位保管，年底统一归档。',
    ],
  },
  {
    key: 'method-talk',
    store: 'guides',
    sort: 'method',
    title: '廉政谈话工作方法',
    audience: 'officers',
    ago: 140,
    text: [
      '第一条　谈话前阅看数据包，列出三至五个要问的问题。',
      '第二条　谈话由两人进行，一人主问，一人记录，地点安静、不上锁。',
      '第三条　先听本人说，再核对情况，不作结论性评价。',
      '第四条　记录当场交本人阅看、更正和签字。',
      '第五条　需要跟进的事项写明责任人和日期，归入数据包。',
    ],
  },
  {
    key: 'collection-small',
    store: 'collections',
    sort: 'study',
    title: '身边的小额采购：学习资料汇编',
    audience: 'officers',
    ago: 45,
    text: ['一、怎样学', '先读办法，再读案例，最后对照本单位最近一年的采购账。'],
    members: [
      { entry: 'procurement-rule', number: null, note: '全文' },
      { entry: 'procurement-rule', number: '5', note: '重点学习：不得拆分采购' },
      { entry: 'case-procurement', number: null, note: '警示案例' },
      { entry: 'gift-rule', number: '3', note: '七日内登记上交' },
      { entry: 'deed-refusal', number: null, note: '身边榜样' },
    ],
  },
  {
    key: 'reception-rule',
    store: 'regulations',
    sort: 'local-rule',
    title: `${COUNTY}公务用餐管理办法`,
    titleEn: 'Measures on meals of official visits',
    issuer: '中共澄溪县委办公室',
    audience: 'everyone',
    ago: -20,
    state: 'proposed',
    text: [
      '第一条　为规范公务用餐，厉行节约，制定本办法。',
      '第二条　公务用餐凭公函安排，无公函不得报销。',
      '对照：有无公函，报销是否附公函？',
      '第三条　陪餐人数不超过来人的三分之一。',
      '第四条　用餐标准每年公布一次。',
      '第五条　本办法自公布之日起施行。',
    ],
  },
];

/** What the county keeps in its library: published some time ago, and one text that waits for its second person. */
export function makeLibrary(today: string): LibraryEntry[] {
  return DRAFTS.map(({ ago, text, members, zone, state, ...draft }) => {
    const effectiveFrom = addDays(today, -ago);
    // What is still to come was written a few days ago.
    const writtenOn = ago < 0 ? addDays(today, -3) : addDays(effectiveFrom, -10);
    return {
      ...draft,
      effectiveFrom,
      writtenOn,
      text: text.join('\n'),
      members: members ?? [],
      zone: zone ?? null,
      state: state ?? 'published',
    };
  });
}
