import type { Text } from '@plumbline/contract/route';
import { cellMessages, workbookMessages } from '../../platform/workbook/messages.ts';

/** Texts of the faults that this module finds, and of the notices that it leaves. */
export const texts: Record<string, Text> = {
  ...workbookMessages,
  ...cellMessages,
  'password-unchanged': {
    zh: '新密码不能与原密码相同。',
    en: 'The new password must differ from the present one.',
  },
  'password-has-name': {
    zh: '密码不能包含用户名或姓名。',
    en: 'The password may not hold the user name or the name.',
  },
  'password-too-simple': {
    zh: '密码过于简单（字符太少变化或连续），请换一个。',
    en: 'The password is a simple pattern; choose another one.',
  },
  'username-taken': { zh: '该用户名已被使用。', en: 'This user name is taken.' },
  'username-form': {
    zh: '“{value}”不能作用户名：2 至 50 个字，可用中文、字母、数字、点、横线、下划线，且以文字或数字开头。',
    en: '"{value}" can not be a user name: 2 to 50 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.',
  },
  'unit-has-roles': {
    zh: '该账号在原单位仍有角色，请先收回。',
    en: 'The account still has roles in its present unit; end them first.',
  },
  'person-has-roles': {
    zh: '该账号以此人身份担任角色，请先收回其角色，再更改或取消关联人员。',
    en: 'The account holds roles as this person; end them before you change or remove the person.',
  },
  'unit-of-account': {
    zh: '须与账号所代表的单位一致。',
    en: 'This must be the unit for which the account speaks.',
  },
  'role-held-in-unit': {
    zh: '该角色在被监督单位任职，请填写单位，不填机关。',
    en: 'This role is held in a supervised unit: name the unit, not an organ.',
  },
  'role-held-in-organ': {
    zh: '该角色在机关任职，请填写机关，不填单位。',
    en: 'This role is held in an organ: name the organ, not a unit.',
  },
  'role-not-in-this-organ': {
    zh: '该类机关不设这一角色。',
    en: 'Organs of this kind do not have this role.',
  },
  'role-conflict': {
    zh: '与同一人的角色“{role}”（{from} 至 {to}）冲突。',
    en: 'In conflict with the role "{role}" ({from} to {to}) of the same person.',
  },
  'ends-before-it-begins': { zh: '截止日期早于起始日期。', en: 'The last day lies before the first.' },
  'from-in-the-past': { zh: '起始日期不能早于今天。', en: 'It can not begin before today.' },
  'on-in-the-past': { zh: '不能早于今天。', en: 'This can not lie before today.' },
  'later-than-its-end': {
    zh: '晚于原定的截止日期。需要延长的，请重新授予。',
    en: 'Later than its present end. To prolong it, grant it anew.',
  },
  'organ-not-open': { zh: '该机关届时尚未设立。', en: 'The organ does not exist yet on that day.' },
  'organ-closes': { zh: '晚于该机关撤销的日期。', en: 'The organ closes before that.' },
  'organ-closed': { zh: '该机关已撤销。', en: 'This organ is closed.' },
  'organ-kind-place': {
    zh: '该类机关不能设在这里。',
    en: 'Organs of this kind can not stand there.',
  },
  'organ-under-itself': { zh: '机关不能隶属于自己的下级。', en: 'An organ can not stand under itself.' },
  'organ-has-children': { zh: '下级机关“{name}”届时仍在。', en: '"{name}" below it is still open then.' },
  'organ-has-roles': { zh: '届时仍有人在该机关任角色。', en: 'Somebody still holds a role in it then.' },
  'code-taken': { zh: '该代码已被使用。', en: 'This code is taken.' },
  'reach-over-itself': { zh: '不能指向本机关。', en: 'An organ needs no reach over itself.' },
  'reach-overlaps': {
    zh: '同样的知悉范围已在 {from} 至 {to} 授予。',
    en: 'The same reach is granted already, {from} to {to}.',
  },
  'proposal-not-open': { zh: '已办理，或不存在。', en: 'Decided already, or none.' },
  'too-many-passkeys': { zh: '最多 {max} 个通行密钥。', en: 'At most {max} passkeys.' },
  'too-many-tokens': { zh: '最多 {max} 个有效令牌。', en: 'At most {max} live tokens.' },
  'until-in-the-past': { zh: '有效期已过。', en: 'This day is over.' },
  'more-than-a-year': { zh: '有效期最长一年。', en: 'At most one year.' },
  'administrator-twice': { zh: '每种管理员设一名。', en: 'One account for each administrator role.' },
  'administrator-missing': { zh: '缺少“{role}”。', en: 'An administrator is missing: {role}.' },
  'setup-code.tries': {
    zh: '设置码不正确。再错 {left} 次后须等待。',
    en: 'Not the right code. Wrong codes left before a wait: {left}.',
  },
  'setup-code.wait': {
    zh: '设置码不正确。错误次数过多，每错一次须等待更久，一分钟起。',
    en: 'Not the right code. After so many wrong ones each takes a longer wait, from a minute on.',
  },
  'three-persons': { zh: '三员须为三个人。', en: 'The administrators must be different people.' },
  'no-account-rows': { zh: '表头下面没有内容。', en: 'There is nothing below the heading.' },
  'no-such-organ': {
    zh: '没有名称或代码为“{value}”的机关。',
    en: 'No organ has the name or code "{value}".',
  },
  'no-such-unit': { zh: '没有名称为“{value}”的单位。', en: 'No unit has the name "{value}".' },
  'several-of-this-name': {
    zh: '有多个“{value}”，请改填代码或全称。',
    en: 'There are several "{value}"; write the code or the whole name.',
  },
  'role-for-organ': { zh: '填写了机关，请同时填写角色。', en: 'An organ is named; name the role too.' },
  'other-name-before': {
    zh: '同一用户名在前面的行里姓名为“{value}”。',
    en: 'An earlier row gives this user name the name "{value}".',
  },
  'other-unit-before': {
    zh: '同一用户名在前面的行里是另一个单位。',
    en: 'An earlier row gives this user name another unit.',
  },
  'text-too-long': { zh: '最多 {max} 个字。', en: 'At most {max} characters.' },
  'notice.account.password-reset': {
    zh: '管理员重置了您的密码',
    en: 'An administrator reset your password',
  },
  'notice.account.reset-requested': {
    zh: '管理员为您申请了新密码。若非您本人提出，请立即告知安全保密管理员',
    en: 'An administrator asked for a new password for you. If you did not want it, tell the security administrator at once',
  },
  'notice.account.reset-waits': {
    zh: '有重置密码的申请待您确认',
    en: 'A new password waits for your confirmation',
  },
  'notice.account.password-reset-by-operator': {
    zh: '服务器运行人员重置了一个账号的密码',
    en: 'The operator of the server reset the password of an account',
  },
  'notice.account.factors-reset': {
    zh: '管理员清除了您的动态验证码和通行密钥',
    en: 'An administrator removed your authenticator and passkeys',
  },
};
