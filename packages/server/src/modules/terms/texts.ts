import type { Text } from '@plumbline/contract/route';
import type { NoticeFaultCode } from '@plumbline/policy';

const notice: Record<NoticeFaultCode | 'notice.empty', Text> = {
  'notice.empty': { zh: '没有识别出任何日期。', en: 'No date was found in the text.' },
  'notice.no-day': { zh: '“{text}”不是有效日期。', en: '"{text}" is no day of the calendar.' },
  'notice.no-kind': {
    zh: '{day}之后没有写明放假还是上班。',
    en: 'Nothing says whether {day} is a rest day or worked.',
  },
  'notice.range': {
    zh: '{from}至{to}不像一次放假，请检查起止日期。',
    en: '{from} to {to} is no holiday; check both days.',
  },
  'notice.weekday': {
    zh: '{day}写作星期{said}，实为星期{is}，请检查日期或年度。',
    en: '{day} is given as weekday {said} but is {is}; check the day or the year.',
  },
  'notice.count': {
    zh: '写作{said}天，实为{found}天，请检查起止日期。',
    en: 'The text says {said} days, but there are {found}; check the days.',
  },
  'notice.both': { zh: '{day}既写放假又写上班。', en: '{day} is given both as rest day and as worked.' },
  'notice.other-year': { zh: '{day}不属于{year}年度。', en: '{day} does not belong to {year}.' },
  'notice.worked-anyway': {
    zh: '{day}本来就是工作日，不需要写为上班，请检查日期。',
    en: '{day} is worked anyway; check the day.',
  },
};

/** Texts of the faults that this module finds. */
export const texts: Record<string, Text> = {
  ...notice,
  'calendar.day-twice': { zh: '{day}重复。', en: '{day} stands twice.' },
  'calendar.other-notice': {
    zh: '{day}已列入{year}年度的放假安排，请先在那里删除。',
    en: '{day} stands in the notice of {year} already; take it out there first.',
  },
  'calendar.no-rest': {
    zh: '没有放假日。未公布放假安排的年度请保持未录入，不要录入空表。',
    en: 'There is no rest day. Leave a year without a notice as not entered; do not save an empty one.',
  },
  'calendar.kind': {
    zh: '“{value}”不是类型，请填“放假”或“上班”。',
    en: '"{value}" is no kind; write "Rest" or "Work".',
  },
  'calendar.not-built-in': {
    zh: '平台没有内置{year}年度的放假安排。',
    en: 'The platform brings no table of {year}.',
  },
  'limit.no-length': {
    zh: '该项没有期限长度，不能另定。',
    en: 'This limit has no length that could be replaced.',
  },
  'limit.same': { zh: '与规则包规定的期限相同。', en: 'This is the length that the pack has already.' },
  'limit.law-longer': {
    zh: '法定期限只能缩短，不能延长。',
    en: 'A limit that is law may be shortened, never lengthened.',
  },
  'limit.law-unit': {
    zh: '法定期限须沿用原来的单位。',
    en: 'A limit that is law keeps its unit.',
  },
  'limit.organ-closed': { zh: '该机关届时已撤销。', en: 'This organ is closed by then.' },
  'limit.from-past': {
    zh: '起始日期不能早于今天：已开始的时限仍适用原规定。',
    en: 'It can not begin before today: terms that have begun keep their limit.',
  },
  'limit.ends-before': { zh: '截止日期早于起始日期。', en: 'It ends before it begins.' },
  'limit.overlaps': {
    zh: '该机关在{from}至{to}已另定此项时限。',
    en: 'The organ has a length of its own for this limit from {from} to {to}.',
  },
  'limit.end-past': { zh: '最后一日不能早于昨天。', en: 'The last day can be yesterday at the earliest.' },
  'limit.end-later': {
    zh: '最后一日不能晚于原定截止日期。',
    en: 'The last day can not be later than the end it has.',
  },
};
