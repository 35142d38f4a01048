import type { Text } from '@plumbline/contract/route';

/** What the first part of an entry's type speaks of. A new type without a word is shown by its code. */
export const SUBJECTS: Readonly<Record<string, Text>> = {
  account: { zh: '账号', en: 'Account' },
  appointment: { zh: '任职', en: 'Appointment' },
  appraisals: { zh: '密封评价', en: 'Sealed appraisals' },
  authenticator: { zh: '动态验证码', en: 'Authenticator' },
  calendar: { zh: '节假日日历', en: 'Calendar' },
  clue: { zh: '线索', en: 'Clue' },
  contact: { zh: '联系责任', en: 'Contact' },
  delegation: { zh: '委托代批', en: 'Delegation' },
  delivery: { zh: '外部通知', en: 'Delivery of notices' },
  document: { zh: '文书', en: 'Document' },
  dossier: { zh: '数据包', en: 'Dossier' },
  events: { zh: '办理日志', en: 'Event log' },
  file: { zh: '文件', en: 'File' },
  grant: { zh: '角色授权', en: 'Role' },
  instruction: { zh: '批示', en: 'Instruction' },
  jurisdiction: { zh: '辖区', en: 'Jurisdiction' },
  kinship: { zh: '亲属关系', en: 'Kinship' },
  limit: { zh: '期限', en: 'Limit' },
  library: { zh: '资料', en: 'Library entry' },
  library_share: { zh: '资料共享', en: 'Share of the library' },
  material: { zh: '材料', en: 'Material' },
  matter: { zh: '事项', en: 'Matter' },
  notice: { zh: '提醒', en: 'Notice' },
  organ: { zh: '机关', en: 'Organ' },
  pack: { zh: '规则包', en: 'Pack' },
  passkey: { zh: '通行密钥', en: 'Passkey' },
  password: { zh: '密码', en: 'Password' },
  person: { zh: '人员', en: 'Person' },
  post: { zh: '岗位', en: 'Post' },
  post_authority: { zh: '干部管理权限', en: 'Authority over a post' },
  reach: { zh: '知悉范围', en: 'Reach' },
  search: { zh: '检索', en: 'Search' },
  session: { zh: '登录', en: 'Session' },
  'stage-times': { zh: '环节用时', en: 'Stage times' },
  submission: { zh: '报送', en: 'Submission' },
  supervision: { zh: '监督关系', en: 'Supervision' },
  template: { zh: '文书模板', en: 'Template' },
  token: { zh: '接口令牌', en: 'API token' },
  unit: { zh: '单位', en: 'Unit' },
  view: { zh: '列表视图', en: 'View of a list' },
  zone: { zh: '协作区', en: 'Zone' },
  zone_member: { zh: '协作区成员', en: 'Member of a zone' },
  'zone-meeting': { zh: '协作区会议', en: 'Meeting of a zone' },
};

/** What the second part says was done. */
export const ACTS: Readonly<Record<string, Text>> = {
  acted: { zh: '办理', en: 'acted on' },
  added: { zh: '添加', en: 'added' },
  'all-ended': { zh: '全部终止', en: 'all ended' },
  begun: { zh: '开始', en: 'begun' },
  'calendar-ended': { zh: '停用日历', en: 'calendar ended' },
  'calendar-made': { zh: '启用日历', en: 'calendar made' },
  changed: { zh: '修改', en: 'changed' },
  closed: { zh: '撤销', en: 'closed' },
  'code-wrong': { zh: '验证码错误', en: 'wrong code' },
  confirmed: { zh: '启用', en: 'confirmed' },
  corrected: { zh: '更正', en: 'corrected' },
  created: { zh: '新建', en: 'created' },
  'custody-moved': { zh: '移交保管', en: 'handed to another keeper' },
  discarded: { zh: '弃置', en: 'discarded' },
  edited: { zh: '修改', en: 'edited' },
  ended: { zh: '终止', en: 'ended' },
  erased: { zh: '删除', en: 'erased' },
  exported: { zh: '导出', en: 'exported' },
  'factors-reset': { zh: '清除验证方式', en: 'second factors removed' },
  filed: { zh: '归档', en: 'filed' },
  'identifier-revealed': { zh: '查看完整证件号码', en: 'ID number shown' },
  given: { zh: '委托', en: 'given' },
  imported: { zh: '批量导入', en: 'imported' },
  'locale-changed': { zh: '更改语言', en: 'language changed' },
  installed: { zh: '启用', en: 'put in force' },
  issued: { zh: '制发', en: 'issued' },
  'register-exported': { zh: '导出台账', en: 'register exported' },
  'list-exported': { zh: '导出清单', en: 'list exported' },
  mailed: { zh: '发送邮件', en: 'mailed' },
  moved: { zh: '调整', en: 'moved' },
  opened: { zh: '查阅', en: 'read' },
  'others-ended': { zh: '其他登录终止', en: 'others ended' },
  'override-approved': { zh: '批准调整', en: 'change approved' },
  'override-ended': { zh: '终止调整', en: 'change ended' },
  'override-proposed': { zh: '提出调整', en: 'change proposed' },
  'override-rejected': { zh: '不批准调整', en: 'change rejected' },
  'password-reset': { zh: '重置密码', en: 'password reset' },
  'passwords-fetched': { zh: '下载初始密码', en: 'initial passwords fetched' },
  read: { zh: '查阅', en: 'read' },
  recorded: { zh: '登记', en: 'recorded' },
  refused: { zh: '拒绝', en: 'refused' },
  approved: { zh: '批准', en: 'approved' },
  rejected: { zh: '不批准', en: 'rejected' },
  replaced: { zh: '更换', en: 'replaced' },
  reminded: { zh: '催办', en: 'reminded' },
  removed: { zh: '删除', en: 'removed' },
  renamed: { zh: '改名', en: 'renamed' },
  reopened: { zh: '恢复', en: 'reopened' },
  revoked: { zh: '作废', en: 'revoked' },
  'revoked-as-framed': { zh: '撤销（诬告）', en: 'revoked as framed' },
  'reset-confirmed': { zh: '确认重置密码', en: 'new password confirmed' },
  'reset-refused': { zh: '拒绝重置密码', en: 'new password refused' },
  'reset-requested': { zh: '申请重置密码', en: 'new password asked for' },
  'reset-withdrawn': { zh: '撤回重置密码申请', en: 'request for a new password taken back' },
  'row-fixed': { zh: '改正行', en: 'row mended' },
  'rows-excluded': { zh: '剔除行', en: 'rows left out' },
  run: { zh: '执行', en: 'run' },
  saved: { zh: '保存', en: 'saved' },
  signed: { zh: '签署', en: 'signed' },
  staged: { zh: '上传核对', en: 'staged' },
  unlocked: { zh: '解除锁定', en: 'unlocked' },
  uploaded: { zh: '上传', en: 'uploaded' },
  voided: { zh: '作废', en: 'made void' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  'workbook-opened': { zh: '查阅原表', en: 'workbook read' },
  'wrong-rows-exported': { zh: '导出有误的行', en: 'faulty rows exported' },
  'year-saved': { zh: '录入年度安排', en: 'year entered' },
  mirrored: { zh: '由规则包更新', en: 'taken from the pack' },
  shared: { zh: '共享', en: 'shared' },
  'share-ended': { zh: '停止共享', en: 'no longer shared' },
};

/** Of which the two parts together would say something else. */
const WHOLE: Readonly<Record<string, Text>> = {
  'session.opened': { zh: '登录 · 成功', en: 'Signed in' },
  'session.refused': { zh: '登录 · 被拒', en: 'Sign-in refused' },
};

/** Names of what an entry keeps. */
export const FIELDS: Readonly<Record<string, Text>> = {
  account: { zh: '账号', en: 'account' },
  account_id: { zh: '账号', en: 'account' },
  accounts: { zh: '账号数', en: 'accounts' },
  action: { zh: '办理动作', en: 'action' },
  active_from: { zh: '成立日期', en: 'set up on' },
  active_to: { zh: '撤销日期', en: 'closed on' },
  basis: { zh: '依据', en: 'basis' },
  class: { zh: '类别', en: 'class' },
  clue_room: { zh: '含线索', en: 'clues too' },
  code: { zh: '代码', en: 'code' },
  count: { zh: '数量', en: 'count' },
  data: { zh: '填写内容', en: 'what was filled in' },
  for: { zh: '代谁审批', en: 'in the place of' },
  from: { zh: '自', en: 'from' },
  from_day: { zh: '起始日期', en: 'first day' },
  giver: { zh: '移交人', en: 'handed over by' },
  includes_below: { zh: '含下级', en: 'those below too' },
  item: { zh: '目录项', en: 'item' },
  kind: { zh: '类别', en: 'kind' },
  method: { zh: '方式', en: 'method' },
  name: { zh: '名称', en: 'name' },
  name_en: { zh: '英文名称', en: 'English name' },
  organ: { zh: '机关', en: 'organ' },
  organ_id: { zh: '机关', en: 'organ' },
  over_organ_id: { zh: '保管机关', en: 'kept by' },
  pack: { zh: '规则包', en: 'pack' },
  parent_id: { zh: '上级机关', en: 'under' },
  period: { zh: '报送期', en: 'period' },
  person: { zh: '人员', en: 'person' },
  person_id: { zh: '对应人员', en: 'person' },
  procedure: { zh: '程序', en: 'procedure' },
  purpose: { zh: '用途', en: 'purpose' },
  q: { zh: '检索词', en: 'words sought' },
  reason: { zh: '理由', en: 'reason' },
  role: { zh: '角色', en: 'role' },
  roles: { zh: '角色数', en: 'roles' },
  rows: { zh: '行', en: 'rows' },
  state: { zh: '状态', en: 'state' },
  status: { zh: '状态', en: 'status' },
  taker: { zh: '接收人', en: 'taken over by' },
  to: { zh: '至', en: 'to' },
  to_day: { zh: '截止日期', en: 'last day' },
  unit_id: { zh: '单位', en: 'unit' },
  username: { zh: '用户名', en: 'user name' },
  version: { zh: '版本', en: 'version' },
  who: { zh: '回避人', en: 'who stays out' },
};

/** `grant.created` in words of both languages; parts nobody named stay as they are. */
export function wordsOf(type: string): Text {
  const whole = Object.hasOwn(WHOLE, type) ? WHOLE[type] : undefined;
  if (whole) return whole;
  const [subject = type, act] = type.split('.');
  const who = SUBJECTS[subject] ?? { zh: subject, en: subject };
  if (!act) return who;
  const what = ACTS[act] ?? { zh: act, en: act };
  return { zh: `${who.zh} · ${what.zh}`, en: `${who.en} ${what.en}` };
}

/** What kind of thing an entry is about: the pack's word where it has one, else ours, else the code. */
export function kindOf({
  type,
  entity,
  record,
}: {
  type: string;
  entity: string;
  record: string | null;
}): Text {
  if (record) return { zh: record, en: record };
  const [family = type] = type.split('.');
  return SUBJECTS[entity] ?? SUBJECTS[family] ?? { zh: entity, en: entity };
}
