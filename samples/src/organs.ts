import type { Account, Organ, Reach } from './county.types.ts';

export const COUNTY = { name: '澄溪县', nameEn: 'Chengxi County' };

/** Short names as they stand in document numbers. */
const CODES: Readonly<Record<string, string>> = {
  city: '海纪',
  commission: '澄纪',
  'petitions-room': '澄纪信',
  'room-1': '澄纪监一',
  'room-2': '澄纪监二',
  'case-office': '澄纪案',
  'dispatched-1': '澄纪派一',
  'dispatched-2': '澄纪派二',
  committee: '澄委',
  orgdept: '澄组',
  'cadre-office': '澄组监',
  publicity: '澄宣',
  court: '澄法',
  procuratorate: '澄检',
  'petitions-bureau': '澄访',
  audit: '澄审',
  'town-commission-1': '柳纪',
  'town-commission-2': '青纪',
  'town-commission-3': '白纪',
  'inspection-office': '澄巡',
  administration: '澄平台',
};

export const ORGANS: readonly Organ[] = [
  ['city', null, 'superior-organ', '海州市纪委监委', 'Haizhou City Commission'],
  ['commission', 'city', 'commission', '澄溪县纪委监委', 'Chengxi Discipline and Supervision Commission'],
  ['petitions-room', 'commission', 'petitions-room', '县纪委监委信访室', 'Petitions Room'],
  ['room-1', 'commission', 'supervision-room', '第一监督检查室', 'First Supervision Room'],
  ['room-2', 'commission', 'supervision-room', '第二监督检查室', 'Second Supervision Room'],
  ['case-office', 'commission', 'case-supervision-office', '案件监督管理室', 'Case Supervision Office'],
  ['dispatched-1', 'commission', 'dispatched-office', '派驻第一纪检监察组', 'First Dispatched Office'],
  ['dispatched-2', 'commission', 'dispatched-office', '派驻第二纪检监察组', 'Second Dispatched Office'],
  ['town-commission-1', 'commission', 'town-commission', '柳汀镇纪委', 'Liuting Town Commission'],
  ['town-commission-2', 'commission', 'town-commission', '青石镇纪委', 'Qingshi Town Commission'],
  ['town-commission-3', 'commission', 'town-commission', '白鹭镇纪委', 'Bailu Town Commission'],
  ['committee', 'city', 'party-committee', '中共澄溪县委', 'Chengxi County Party Committee'],
  ['orgdept', 'city', 'organisation-department', '县委组织部', 'Organisation Department'],
  ['cadre-office', 'orgdept', 'cadre-supervision-office', '县委组织部干部监督科', 'Cadre Supervision Office'],
  ['publicity', null, 'publicity', '县委宣传部', 'Publicity Department'],
  ['court', null, 'court', '澄溪县人民法院', 'Chengxi County Court'],
  ['procuratorate', null, 'procuratorate', '澄溪县人民检察院', 'Chengxi County Procuratorate'],
  ['petitions-bureau', null, 'petitions-bureau', '县信访局', 'Petitions Bureau'],
  ['inspection-office', 'city', 'inspection-office', '县委巡察办', 'Inspection Office'],
  ['audit', null, 'audit', '县审计局', 'Audit Bureau'],
  ['administration', null, 'administration', '监督平台管理办公室', 'Platform Administration'],
].map(
  ([key, parent, kind, name, nameEn]) => ({ key, parent, kind, name, nameEn, code: CODES[key!] }) as Organ,
);

const GROUP = '专项监督工作领导小组工作规则';

export const REACHES: readonly Reach[] = [
  { organ: 'cadre-office', over: 'commission', includesBelow: true, clueRoom: true, basis: GROUP },
  { organ: 'commission', over: 'cadre-office', includesBelow: true, clueRoom: true, basis: GROUP },
  { organ: 'case-office', over: 'cadre-office', includesBelow: true, clueRoom: true, basis: GROUP },
  { organ: 'petitions-room', over: 'cadre-office', includesBelow: true, clueRoom: true, basis: GROUP },
  {
    organ: 'case-office',
    over: 'commission',
    includesBelow: true,
    clueRoom: true,
    basis: '案件监督管理工作规定',
  },
  { organ: 'committee', over: 'commission', includesBelow: true, clueRoom: false, basis: '干部管理权限' },
  { organ: 'dispatched-1', over: 'room-1', includesBelow: false, clueRoom: false, basis: '派驻监督工作办法' },
  { organ: 'dispatched-2', over: 'room-2', includesBelow: false, clueRoom: false, basis: '派驻监督工作办法' },
];

/** Bodies that owe the quarterly sheet, with what they know about. */
export const MEMBER_BODIES = [
  'orgdept',
  'commission',
  'publicity',
  'court',
  'procuratorate',
  'petitions-bureau',
  'audit',
] as const;

/** username, name, role, organ; the accounts of a unit and of a person are added when those exist. */
export const STAFF: readonly Account[] = (
  [
    ['intake', '何雨晴', 'intake-officer', 'petitions-room'],
    ['city', '高远', 'intake-officer', 'city'],
    ['city2', '梅若冰', 'intake-officer', 'city'],
    ['citycase', '祝明远', 'case-supervisor', 'city'],
    ['cityhead', '霍东升', 'organ-head', 'city'],
    ['officer', '罗志远', 'dossier-officer', 'commission'],
    ['officer2', '邓家宁', 'dossier-officer', 'room-2'],
    ['head', '方正平', 'organ-head', 'commission'],
    ['secretary', '郑怀民', 'party-secretary', 'committee'],
    ['orgdept', '苏婉清', 'cadre-supervision-officer', 'cadre-office'],
    ['orgdept2', '叶承安', 'cadre-supervision-officer', 'cadre-office'],
    ['dispatched', '曹立群', 'dispatched-officer', 'dispatched-1'],
    ['dispatched2', '姚素琴', 'dispatched-officer', 'dispatched-2'],
    ['court', '沈若兰', 'member-liaison', 'court'],
    ['procuratorate', '贺启明', 'member-liaison', 'procuratorate'],
    ['publicity', '崔晓月', 'member-liaison', 'publicity'],
    ['petitions', '汪建民', 'member-liaison', 'petitions-bureau'],
    ['audit', '陆思源', 'member-liaison', 'audit'],
    ['orgliaison', '任佳慧', 'member-liaison', 'orgdept'],
    ['cdiliaison', '江海波', 'member-liaison', 'commission'],
    ['reviewer', '严守诚', 'reviewer', 'commission'],
    ['reviewer2', '顾清和', 'reviewer', 'cadre-office'],
    ['trial', '穆清扬', 'reviewer', 'commission'],
    ['casemgmt', '白静宜', 'case-supervisor', 'commission'],
    ['sysadmin', '毛志强', 'system-administrator', 'administration'],
    ['secadmin', '秦月华', 'security-administrator', 'administration'],
    ['auditor', '龚文德', 'security-auditor', 'administration'],
  ] as const
).map(([username, name, role, organ]) => ({
  username,
  name,
  role,
  organ,
  // Whoever is second person for the commission is so for the body that receives the sheets too.
  alsoIn: username === 'reviewer' ? ['cadre-office'] : [],
  unit: null,
  person: null,
}));
