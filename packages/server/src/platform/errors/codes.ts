import type { Text } from '@plumbline/contract/route';

interface Entry extends Text {
  status: number;
}

/** The one table from error code to HTTP status and texts. Texts say what is wrong and what to do. */
const TABLE = {
  'not-signed-in': { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  'session-ended': {
    status: 401,
    zh: '登录已失效，请重新登录。',
    en: 'Your session has ended. Please sign in again.',
  },
  'bad-credentials': {
    status: 401,
    zh: '用户名或密码不正确。',
    en: 'The user name or the password is not right.',
  },
  'code-required': {
    status: 401,
    zh: '请输入动态验证码。',
    en: 'Please enter the code of your authenticator.',
  },
  'bad-code': { status: 401, zh: '动态验证码不正确或已用过。', en: 'The code is wrong or was already used.' },
  'locked-out': {
    status: 429,
    zh: '多次登录失败，账号暂时锁定，请稍后再试。',
    en: 'Too many failed attempts. The account is locked for a while; try again later.',
  },
  'password-change-due': {
    status: 403,
    zh: '请先修改初始密码。',
    en: 'Please change the initial password first.',
  },
  'initial-password-expired': {
    status: 401,
    zh: '初始密码已过期，请联系系统管理员重置。',
    en: 'The initial password has expired; ask the system administrator for a new one.',
  },
  'passkey-refused': {
    status: 401,
    zh: '通行密钥未通过验证，请重试，或改用密码登录。',
    en: 'The passkey was not accepted. Try again, or sign in by password.',
  },
  'session-required': {
    status: 403,
    zh: '接口令牌不能办理此事，请登录后操作。',
    en: 'An API token can not do this; sign in first.',
  },
  'no-mail-server': {
    status: 409,
    zh: '本平台未配置邮件服务器，暂不能用邮件提醒，请联系系统管理员。',
    en: 'This server has no mail server, so notices can not be mailed. Ask the system administrator.',
  },
  'other-account': {
    status: 409,
    zh: '本浏览器已由另一账号登录，页面将重新载入。',
    en: 'Another account has signed in with this browser. The page is loaded anew.',
  },
  'cross-site': { status: 403, zh: '拒绝来自其他网站的请求。', en: 'Requests from other sites are refused.' },
  forbidden: { status: 403, zh: '您没有办理此事的权限。', en: 'You do not have the permission for this.' },
  'second-person': {
    status: 403,
    zh: '此事须由另一人办理，经办人不能自己复核。',
    en: 'A second person must do this; nobody reviews their own work.',
  },
  'nobody-confirms': {
    status: 409,
    zh: '没有其他管理员可以确认，请先另设一名管理员，或由服务器运行人员执行 plumbline account recover。',
    en: 'No other administrator could confirm this. Appoint another one, or let the operator of the server run plumbline account recover.',
  },
  'reading-slip-required': {
    status: 403,
    zh: '该档案密级较高，查阅须先办理阅档审批。',
    en: 'This dossier has a higher classification: reading it needs an approved reading slip.',
  },
  'not-found': { status: 404, zh: '未找到该内容。', en: 'Nothing was found here.' },
  'no-route': { status: 404, zh: '没有这个地址。', en: 'There is no such address.' },
  invalid: {
    status: 400,
    zh: '提交的内容有误，请按提示修改。',
    en: 'Some of the input is wrong; see the notes on each field.',
  },
  'malformed-json': { status: 400, zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'unsupported-media': { status: 415, zh: '不支持这种内容类型。', en: 'This content type is not supported.' },
  'too-large': { status: 413, zh: '内容超过大小限制。', en: 'The content is over the size limit.' },
  'stale-version': {
    status: 409,
    zh: '他人刚办理或修改过，您看到的不是最新内容。请读取最新内容，核对后再办理。',
    en: 'Somebody has changed this in the meantime. Read it anew and look before you go on.',
  },
  'handled-elsewhere': {
    status: 409,
    zh: '本件不由本机关管辖，不能在此登记；内容未保存，请按管辖判断的提示办理。',
    en: 'Another organ handles this, so it can not be registered here. Nothing was stored; do as the route says.',
  },
  'hand-up-with-stub': {
    status: 409,
    zh: '改留存根须先封装原件并计算凭据，请在线索页面办理。',
    en: 'The originals are sealed and the commitment is worked out first: do it from the page of the clue.',
  },
  'draft-exists': {
    status: 409,
    zh: '已有一个版本在修改或待审定，请先办完。',
    en: 'Another version is being written or waits for approval; finish that one first.',
  },
  'wrong-state': {
    status: 409,
    zh: '当前状态不能这样办理。',
    en: 'This is not possible in the present state.',
  },
  duplicate: { status: 409, zh: '已存在相同的记录。', en: 'The same record exists already.' },
  'exclusive-role': {
    status: 409,
    zh: '系统、安全保密、安全审计三员不得由同一人兼任。',
    en: 'System, security and auditing administrators must be three different people.',
  },
  'administrator-with-content': {
    status: 409,
    zh: '三员不得同时担任接触监督内容的角色。',
    en: 'An administrator may not hold a role that sees supervisory content at the same time.',
  },
  'last-security-administrator': {
    status: 409,
    zh: '这样将没有人能够授予角色，请先另设一名安全保密管理员。',
    en: 'Nobody could grant roles any more; appoint another security administrator first.',
  },
  'in-use': {
    status: 409,
    zh: '仍有关联的记录，暂不能这样办理。',
    en: 'Other records still depend on this; see the notes.',
  },
  'key-reused': {
    status: 422,
    zh: '同一请求标识被用于不同内容，请重新提交。',
    en: 'This idempotency key was used for a different request; send it again with a new key.',
  },
  'reply-gone': {
    status: 410,
    zh: '该请求早已办理，其结果现已不可查看。',
    en: 'This request was carried out before, and what it told of can not be shown any more.',
  },
  'key-in-progress': {
    status: 409,
    zh: '相同的请求正在处理，请稍候。',
    en: 'The same request is still being worked on; please wait.',
  },
  'too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请稍后再试。',
    en: 'Too many requests; try again later.',
  },
  'bad-setup-code': {
    status: 403,
    zh: '初始设置码不正确。设置码显示在服务器控制台，重新启动服务器会换一个。',
    en: 'The set-up code is not right. It is printed on the console of the server; a restart prints a new one.',
  },
  'already-set-up': { status: 409, zh: '系统已完成初始设置。', en: 'The system has been set up already.' },
  'setup-running': {
    status: 409,
    zh: '初始设置正在进行，请稍候。',
    en: 'The set-up is under way; please wait.',
  },
  'file-refused': { status: 422, zh: '该文件不能接收。', en: 'This file can not be taken in.' },
  'workbook-refused': { status: 422, zh: '该表格不能读取。', en: 'This workbook can not be read.' },
  'upload-incomplete': { status: 409, zh: '文件尚未上传完整。', en: 'The upload is not complete yet.' },
  'uploads-full': {
    status: 429,
    zh: '您未完成的上传过多（同时最多40个、合计2 GB），请先完成或者取消，一天后自动清除。',
    en: 'You have too many uploads under way (at most 40 at a time, 2 GB together). Finish or cancel some; they go by themselves after a day.',
  },
  'disk-full': {
    status: 507,
    zh: '服务器存储空间不足，内容未保存，请联系系统管理员。',
    en: 'The server is out of space; nothing was saved. Tell the system administrator.',
  },
  'insecure-origin': {
    status: 409,
    zh: '通行密钥需要 https 或 http://localhost 访问。',
    en: 'Passkeys need https or http://localhost.',
  },
  'pdf-unavailable': {
    status: 501,
    zh: '服务器未安装 LibreOffice，不能生成 PDF，请下载 Word 文档。',
    en: 'LibreOffice is not installed on this server, so there is no PDF; download the Word document.',
  },
  unavailable: {
    status: 503,
    zh: '服务暂时不可用，请稍后再试。',
    en: 'The service is not available right now; try again shortly.',
  },
  internal: { status: 500, zh: '系统内部错误，已记录。', en: 'An internal error occurred and was recorded.' },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof TABLE;

export const ERROR_TABLE: Readonly<Record<ErrorCode, Entry>> = TABLE;
export const STATUS = Object.fromEntries(
  Object.entries(TABLE).map(([code, entry]) => [code, entry.status]),
) as Record<ErrorCode, number>;
