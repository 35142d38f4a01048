import { defineTexts } from '../../../lib/texts.ts';

export const texts = defineTexts('draft', {
  zh: {
    matters: '事项',
    matter: '事项',
    notNow: '现在不能填写',
    notNowAbout: '该环节现在不能由您办理：可能同事已经办理，或者尚未轮到。请返回事项查看。',
    nothingYet: '边写边自动保存；网络中断时文字加密保存在本机，恢复后自动上传。',
    cannotKeep: '边写边自动保存。当前地址不是安全连接，网络中断时文字不能加密保存在本机，请勿关闭页面。',
    saved: '已保存',
    writing: '正在保存……',
    unsent: '未上传：网络中断',
    unsentKept: '文字已加密保存在本机，网络恢复后自动上传；可以继续填写，刷新或者重新登录后也不会丢失。',
    unsentHere: '文字只在本页面，请勿关闭页面；网络恢复后自动上传。',
    sendNow: '立即上传',
    unsentConflict: '未上传：同事已保存了另一份，请先选择如何处理',
    conflict: '{{name}}已保存的内容',
    somebody: '同事',
    conflictAbout: '您填写期间，同事保存了下面的内容。您的文字仍在表单中，没有丢失。请选择：',
    takeBoth: '合并：保留双方的问答',
    takeMine: '以我的为准',
    takeTheirs: '以同事的为准',
    over: '不能再保存',
    overAbout: '该环节已由他人办理或者权限已变化。您的文字仍在下面，可以复制。',
  },
  en: {
    matters: 'Matters',
    matter: 'Matter',
    notNow: 'Not to be filled in now',
    notNowAbout:
      'This step is not yours to take now: a colleague may have taken it, or it is not due yet. Go back to the matter.',
    nothingYet:
      'Saved as you write. While the network is down the text is kept sealed on this computer and sent when it is back.',
    cannotKeep:
      'Saved as you write. This address is not a secure one: while the network is down nothing can be kept sealed on this computer, so do not close the page.',
    saved: 'Saved',
    writing: 'Saving …',
    unsent: 'Not sent: the network is down',
    unsentKept:
      'The text is kept sealed on this computer and sent when the network is back. You can go on writing; reloading or signing in again loses nothing.',
    unsentHere: 'The text is in this page alone: do not close it. It is sent when the network is back.',
    sendNow: 'Send now',
    unsentConflict: 'Not sent: a colleague saved another text. Choose what to do first',
    conflict: 'What {{name}} saved',
    somebody: 'a colleague',
    conflictAbout:
      'While you were writing a colleague saved what stands below. Your own text is still in the form; nothing is lost. Choose:',
    takeBoth: 'Both: keep the questions and answers of both',
    takeMine: 'Mine',
    takeTheirs: 'Theirs',
    over: 'It can not be saved any more',
    overAbout:
      'Somebody else took this step, or you may not take it any more. Your text is still below and can be copied.',
  },
});
