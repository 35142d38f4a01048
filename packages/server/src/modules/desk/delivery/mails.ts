import type { Mail } from '../../../platform/notices/mailer.ts';

/**
 * What leaves the platform by mail: that there is something, how many, and where to look. Never what it is about:
 * a mail is read on shared screens, forwarded, and kept by others.
 */
export function noticeMail(to: string, locale: 'zh' | 'en', unread: number, origin: string): Mail {
  return locale === 'zh'
    ? {
        to,
        subject: `准绳：${unread} 条未读提醒`,
        text: `平台上有 ${unread} 条未读提醒，请登录查看：\n${origin}/notices\n\n本邮件不含业务内容，由系统自动发出，请勿回复。\n`,
      }
    : {
        to,
        subject: `Plumbline: ${unread} unread ${unread === 1 ? 'notice' : 'notices'}`,
        text: `There ${unread === 1 ? 'is 1 unread notice' : `are ${unread} unread notices`} for you. Sign in to read:\n${origin}/notices\n\nThis mail holds no content. It was sent automatically; please do not answer it.\n`,
      };
}

export function codeMail(to: string, locale: 'zh' | 'en', code: string): Mail {
  return locale === 'zh'
    ? {
        to,
        subject: '准绳：邮箱确认码',
        text: `确认码：${code}\n30 分钟内有效。如非本人操作，请忽略本邮件。\n`,
      }
    : {
        to,
        subject: 'Plumbline: code to confirm your address',
        text: `Code: ${code}\nIt holds for 30 minutes. If you did not ask for it, ignore this mail.\n`,
      };
}
