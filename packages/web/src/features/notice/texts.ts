import { defineTexts } from '../../lib/texts.ts';

export const texts = defineTexts('notice', {
  zh: {
    list: '提醒',
    listAbout: '只说发生了什么、到哪里看，不含内容。',
    none: '没有提醒',
    notice: '提醒',
    at: '时间',
    unread: '未读',
    readAll: '全部标为已读',
  },
  en: {
    list: 'Notices',
    listAbout: 'They say what kind of thing happened and where to look, never what it is about.',
    none: 'No notices',
    notice: 'Notice',
    at: 'When',
    unread: 'unread',
    readAll: 'Mark all as read',
  },
});
