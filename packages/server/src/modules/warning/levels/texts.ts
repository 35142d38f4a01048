import type { Text } from '@plumbline/contract/route';

/** Texts of the faults of warnings and of the special list. */
export const levelTexts: Record<string, Text> = {
  'warning.fact-unfit': {
    zh: '只能选择数据包中已核实、现在可以作为依据的材料。',
    en: 'Choose verified entries of the dossier that may count today.',
  },
  'warning.fact-gone': {
    zh: '所依据的材料已被撤销、更新或者并入，不能再作为依据，请重新拟定。',
    en: 'An entry that this rests on was revoked, superseded or merged since: propose it anew.',
  },
  'warning.because': {
    zh: '与研判表的建议不一致，请写明理由。',
    en: 'The table proposes otherwise: say why.',
  },
  'listing.because': {
    zh: '没有符合列入清单的情形，仍要列入的请写明理由。',
    en: 'No row of the table fits: say why it should stand on the list nevertheless.',
  },
  'warning.not-higher': { zh: '升级后的等级须高于现等级。', en: 'Choose a level above the present one.' },
  'warning.not-lower': { zh: '降级后的等级须低于现等级。', en: 'Choose a level below the present one.' },
  'warning.no-cause': {
    zh: '只有新的已核实事实、已证实的不实答复、送达后本人逾期未办可以升级。',
    en: "Only a verified new fact, a proved false answer or the person's own lapse raises a level.",
  },
  'warning.relied-on': {
    zh: '该材料已作为本次或者其他预警的依据，不能再次使用。',
    en: 'This entry was relied on already, by this warning or another one.',
  },
  'warning.not-told': {
    zh: '该材料未告知本人，不能作为升级的依据；请先告知并听取说明。',
    en: 'The person was not told of this entry: tell it and hear them before a level rises by it.',
  },
  'warning.copy': {
    zh: '该材料与已作为依据的材料反映同一事项，不能再次使用。',
    en: 'This entry tells of a matter that was relied on already: copies count for nothing.',
  },
  'warning.known': {
    zh: '该材料在现等级生效前已核实，不是新的事实，不能用于升级。',
    en: 'This entry was verified before the present level came into force: it is no new fact.',
  },
  'warning.over': {
    zh: '已终止、期满或者不再有依据，不能再作该决定。',
    en: 'It has ended, its last day is over, or nothing is left that it rested on.',
  },
  'warning.no-rise': {
    zh: '现等级不是升级而来，没有可以撤销的升级。',
    en: 'The present level did not come of a rise: there is none to take back.',
  },
  'warning.not-before': {
    zh: '恢复的等级须为升级前的等级。',
    en: 'Name the level that was in force before the rise.',
  },
  'listing.on-list': {
    zh: '该对象已在专项监督清单上，需要继续列入的请办理续列。',
    en: 'This person or unit is on the list already: to go on, the place is renewed.',
  },
  'notice.warning.voided': {
    zh: '该预警或者列入已认定容错，或者所依据的材料已全部不能作为依据，自今日起视为自始不存在',
    en: 'Tolerance was granted, or nothing that it rested on is left: from today it is as if it had never been',
  },
  'notice.warning.weaker': {
    zh: '该预警的部分依据不能再作为依据，按研判表应为较低等级，请研究是否降级或者销号',
    en: 'Part of what it rested on counts no more, and the table would propose a lower level: consider lowering or closing it',
  },
  'warning.no-fact': { zh: '请选择新的已核实事实。', en: 'Choose a verified new fact.' },
  'warning.no-false-answer': {
    zh: '所选材料中没有已证实的不实答复。',
    en: 'None of the chosen entries is a proved false answer.',
  },
  'warning.no-lapse': {
    zh: '现等级生效以来，没有送达后由本人逾期未办的事项；未送达、中止计时、由他人办理的不算。',
    en: 'Since this level came into force the person missed nothing that was delivered and only theirs to do; what stands still or others do does not count.',
  },
};
