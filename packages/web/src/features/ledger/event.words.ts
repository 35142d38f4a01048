import type { Text } from '@plumbline/contract/route';

/** What the first part of an entry's type speaks of. A new type without a word is shown by its code. */
export const SUBJECTS: Readonly<Record<string, Text>> = {
  account: { zh: '账号', en: 'Account' },
  appointment: { zh: '任职', en: 'Appointment' },
  appraisals: { zh: '密封评价', en: 'Sealed appraisals' },
  authenticator: { zh: '动态验证码', en: 'Authenticator' },
  clue: { zh: '线索', en: 'Clue' },
  contact: { zh: '联系责任', en: 'Contact' },
  dossier: { zh: '数据包', en: 'Dossier' },
  file: { zh: '文件', en: 'File' },
  grant: { zh: '角色授权', en: 'Role' },
  instruction: { zh: '批示', en: 'Instruction' },
  jurisdiction: { zh: '辖区', en: 'Jurisdiction' },
  kinship: { zh: '亲属关系', en: 'Kinship' },
  material: { zh: '材料', en: 'Material' },
  matter: { zh: '事项', en: 'Matter' },
  organ: { zh: '机关', en: 'Organ' },
  passkey: { zh: '通行密钥', en: 'Passkey' },
  password: { zh: '密码', en: 'Password' },
  person: { zh: '人员', en: 'Person' },
  post: { zh: '岗位', en: 'Post' },
  post_authority: { zh: '干部管理权限', en: 'Authority over a post' },
  reach: { zh: '知悉范围', en: 'Reach' },
  search: { zh: '检索', en: 'Search' },
  session: { zh: '登录', en: 'Session' },
  submission: { zh: '报送', en: 'Submission' },
  supervision: { zh: '监督关系', en: 'Supervision' },
  token: { zh: '接口令牌', en: 'API token' },
  unit: { zh: '单位', en: 'Unit' },
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
  changed: { zh: '修改', en: 'changed' },
  closed: { zh: '撤销', en: 'closed' },
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
  imported: { zh: '批量导入', en: 'imported' },
  'locale-changed': { zh: '更改语言', en: 'language changed' },
  moved: { zh: '调整', en: 'moved' },
  opened: { zh: '打开', en: 'opened' },
  'others-ended': { zh: '其他登录终止', en: 'others ended' },
  'password-reset': { zh: '重置密码', en: 'password reset' },
  'passwords-fetched': { zh: '下载初始密码', en: 'initial passwords fetched' },
  recorded: { zh: '登记', en: 'recorded' },
  refused: { zh: '拒绝', en: 'refused' },
  reminded: { zh: '催办', en: 'reminded' },
  removed: { zh: '删除', en: 'removed' },
  renamed: { zh: '改名', en: 'renamed' },
  reopened: { zh: '恢复', en: 'reopened' },
  revoked: { zh: '作废', en: 'revoked' },
  'row-fixed': { zh: '改正行', en: 'row mended' },
  'rows-excluded': { zh: '剔除行', en: 'rows left out' },
  run: { zh: '执行', en: 'run' },
  signed: { zh: '签署', en: 'signed' },
  staged: { zh: '上传核对', en: 'staged' },
  unlocked: { zh: '解除锁定', en: 'unlocked' },
  uploaded: { zh: '上传', en: 'uploaded' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  'workbook-opened': { zh: '打开原表', en: 'workbook opened' },
  'wrong-rows-exported': { zh: '导出有误的行', en: 'faulty rows exported' },
};

/** `grant.created` in words of both languages; parts nobody named stay as they are. */
export function wordsOf(type: string): Text {
  const [subject = type, act] = type.split('.');
  const who = SUBJECTS[subject] ?? { zh: subject, en: subject };
  if (act === undefined) return who;
  const what = ACTS[act] ?? { zh: act, en: act };
  return { zh: `${who.zh} · ${what.zh}`, en: `${who.en} ${what.en}` };
}
