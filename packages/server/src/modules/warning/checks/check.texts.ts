import type { Text } from '@plumbline/contract/route';

export const checkTexts: Record<string, Text> = {
  'spot-check.period-open': {
    zh: '该期间尚未结束，名单还会变动。',
    en: 'The period has not ended: the list would still change.',
  },
  'spot-check.period-turned': {
    zh: '截止日期早于起始日期。',
    en: 'The last day lies before the first.',
  },
  'spot-check.period-next': {
    zh: '须从上一次抽查的次日{text}开始，不得重复或留空档。',
    en: 'It begins on {text}, the day after the last one ends: nothing twice and no gap.',
  },
  'spot-check.period-first': {
    zh: '首次抽查须从最早一件回复的{text}或者更早开始，不得留空档。',
    en: 'The first one begins on {text}, when the first letter was answered, or earlier: no gap.',
  },
  'spot-check.void-from': {
    zh: '作废的期间须重新锁定，从{text}或者更早开始。',
    en: 'What was void is committed to anew: it begins on {text} or earlier.',
  },
  'spot-check.void-to': {
    zh: '作废的期间须重新锁定，至{text}或者更晚截止。',
    en: 'What was void is committed to anew: it ends on {text} or later.',
  },
  'spot-check.void-draws': {
    zh: '作废的锁定抽取{count}件，重新锁定不得少于此数。',
    en: 'The void commitment drew {count}: no fewer are drawn anew.',
  },
  'spot-check.known-already': {
    zh: '该号码须在今天以后公布，否则锁定时可能已知。',
    en: 'The number has to be published after today: otherwise it may be known already.',
  },
  'spot-check.no-letters': {
    zh: '该期间没有已回复的函询，请延长期间。',
    en: 'No letter was answered in this period: choose a longer one.',
  },
  'spot-check.too-many': {
    zh: '名单只有{count}件，抽取件数不能更多。',
    en: 'There are {count} letters in the list; no more can be drawn.',
  },
  'spot-check.known': {
    zh: '号码已于{text}公布，不能作废；该期停开的，以同一来源下一期的号码为准。',
    en: 'The number was published on {text}: it can not be void. An issue that was not held gives way to the next of the same source.',
  },
  'spot-check.not-yet': {
    zh: '该号码到{text}才公布。',
    en: 'The number is published on {text}, not before.',
  },
  'spot-check.digits': {
    zh: '锁定时写明号码共{count}位数字，请按此填写，前导零照填。',
    en: 'The number was committed to with {count} digits, leading zeros included.',
  },
};
