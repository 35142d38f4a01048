import type { PackText } from '../pack/common.schema.ts';

/**
 * Effects that an action of a procedure may name. `subject.move` is carried out by the engine itself; the
 * server does the others in the action's own transaction. Server code looks for an effect, never for an action
 * by name: which verbs there are is the pack's affair.
 */
export const EFFECTS = {
  'subject.move': { zh: '事项对象改为表单所选对象', en: 'The subject becomes the one chosen in the form' },
  'submission.edit': { zh: '修改报送的行', en: 'Rows of the sheet are changed' },
  'submission.sign': { zh: '签署并锁定报送内容', en: 'The sheet is signed and its rows are fixed' },
  'submission.nil': { zh: '登记零报告', en: 'A nil return is registered' },
  'submission.return-rows': { zh: '退回所选行', en: 'The chosen rows go back with the reason' },
  'submission.unlock': { zh: '报送内容重新可改', en: 'The sheet may be changed again' },
  'submission.accept': {
    zh: '各行登记为线索并归档',
    en: 'Rows become clue files and are filed into dossiers',
  },
  'submission.withdraw': { zh: '撤回报送', en: 'The sheet is taken back' },
  'material.file': { zh: '办理结果归入数据包', en: 'What came out of it is filed into the dossier' },
  'material.edit': { zh: '修改草稿材料', en: 'The draft is changed' },
  'material.verify': { zh: '材料生效，旧版更新', en: 'The material counts; an older version is superseded' },
  'material.supersede': { zh: '标记为已更新', en: 'A newer material takes its place' },
  'material.move': { zh: '材料移至正确对象', en: 'The material moves to the right dossier' },
  'clue.number': { zh: '编号', en: 'The clue gets its number' },
  'clue.file': { zh: '归入对象数据包', en: "The clue is filed into its subject's dossier" },
  'clue.correct': { zh: '更正登记内容', en: 'Fields of the registration change' },
  'clue.establish': { zh: '确认事实清楚', en: 'The entry counts as fact' },
  'clue.move': { zh: '线索移至正确对象', en: 'The clue moves to the right subject' },
  'clue.hand-up': {
    zh: '属上级管辖：销毁内容，只留存根',
    en: "A superior's: destroys the content and keeps a stub",
  },
  'clue.alone': {
    zh: '有并入件的不得办理，先分出',
    en: 'Refused while repeats go on in the clue',
  },
  'clue.own': {
    zh: '其他机关移送来的不得办理',
    en: 'Refused for a clue that another organ transferred',
  },
  'clue.undo': {
    zh: '登记后规定时间内撤销登记',
    en: 'The registration is undone, within the time that the pack gives',
  },
  'clue.merge': { zh: '重复来件并入先登记的线索', en: 'A repeat goes on in the file of the earlier clue' },
  'clue.part': { zh: '已并入的线索单独立档', en: 'A merged clue stands by itself again' },
  'clue.revoke': {
    zh: '登记撤销并报告上级机关',
    en: 'The revocation and its grounds go to the ledger and to the organs above',
  },
  'clue.screen': {
    zh: '办理人可见对象数据包中与所反映问题有关的内容',
    en: "Whoever may take it sees beside each allegation what the subject's dossier holds that bears on it",
  },
  'clue.seal': {
    zh: '计算移送凭据',
    en: 'The salted commitment of the clue that is transferred is made',
  },
  'clue.arrive': { zh: '接收机关另立线索档案', en: 'A file of its own begins at the receiver' },
  'clue.come-back': { zh: '线索退回移送机关', en: "The sender's clue goes on" },
  'clue.sealed': { zh: '移送凭据已生成', en: 'The commitment stands in the transfer' },
  'clue.entered': { zh: '接收机关编号已登记', en: 'The number at the receiver stands in the transfer' },
  'clue.leave': { zh: '线索已由其他机关接收', en: 'The clue stands as transferred' },
  'clue.stay': { zh: '线索在本机关继续办理', en: 'The clue was returned and goes on' },
  'clue.of-matter': {
    zh: '事项转为线索',
    en: 'The matter goes on in the clue that was registered of it',
  },
  'assessment.keep': {
    zh: '一个对象一个周期一份考核',
    en: 'One sheet for a subject and period; a second one is refused',
  },
  'assessment.drop': { zh: '撤销考核，可重新考核', en: 'The sheet is dropped and may be begun again' },
  'sign.note': { zh: '记入苗头台账', en: 'The small sign stands in the register with its tags' },
  'match.amend': { zh: '改换匹配对象', en: 'Another subject is proposed' },
  'match.apply': { zh: '采用匹配对象', en: 'What waited is filed to the matched subject' },
  'match.drop': { zh: '不采用匹配', en: 'What waited stays without a subject' },
  'reading.grant': { zh: '准许查阅', en: 'The applicant may open what the slip names' },
  'reading.open': { zh: '记录开始查阅', en: 'Reading begins' },
  'reading.end': { zh: '结束查阅', en: 'Reading ends; the slip opens nothing more' },
  'collection.file': { zh: '所交材料关联任务', en: 'Materials supplied are linked to the task' },
  'library.edit': { zh: '修改资料草稿', en: 'The draft of a library entry is changed' },
  'library.publish': { zh: '资料入库公布', en: 'The version of a library entry is published' },
  'answer.given': {
    zh: '已回复，列入真实性抽查范围',
    en: 'An answer was given: it stands among those from which spot checks draw',
  },
  'answer.gone': {
    zh: '回复不成立，不列入抽查范围',
    en: 'The answer does not stand: nothing draws it for a spot check',
  },
  'spot-check.commit': {
    zh: '锁定名单、抽取数量和号码来源',
    en: 'List, size of the sample and source of the number are committed to',
  },
  'spot-check.draw': {
    zh: '按公布的号码抽取，逐件发起核查',
    en: 'The published number draws the sample, and a check begins for each',
  },
  'spot-check.unknown': {
    zh: '号码公布日起不得办理',
    en: 'Refused from the day on which the number is published',
  },
  'spot-check.void': {
    zh: '锁定作废，所含期间可重新锁定',
    en: 'The commitment is void; its period may be committed to anew',
  },
  'spot-check.finish': { zh: '全部核查办结', en: 'The platform ends it once every check has ended' },
  'answer-check.begin': {
    zh: '本程序用于逐件核查抽中的回复',
    en: 'Its procedure checks one answer that was drawn',
  },
  'answer-check.truthful': { zh: '核查结果：属实', en: 'The answer was found truthful' },
  'answer-check.inaccurate': {
    zh: '核查结果：不准确，无故意',
    en: 'The answer was found inaccurate without intent',
  },
  'answer-check.false': { zh: '核查结果：不实', en: 'The answer was found false' },
  'warning.propose': {
    zh: '拟定预警：只能依据可作预警等级依据的材料',
    en: 'A warning is proposed, on entries alone that may be used for a level',
  },
  'warning.weigh': {
    zh: '按预警等级表研判；与表不一致须说明理由，升级须有可证明的原因',
    en: 'The table of levels is asked: another level needs a reason, and a rise one of the three proved causes',
  },
  'warning.tell': {
    zh: '告知可能据以升级的材料：须可以作为依据，且未作为依据',
    en: 'The person is told by which entries the level may rise: ones that may count, and on which nothing rests yet',
  },
  'warning.decide': { zh: '预警生效', en: 'The warning is in force' },
  'warning.raise': { zh: '预警升级', en: 'The level rises' },
  'warning.lower': { zh: '预警降级', en: 'The level falls' },
  'warning.take-back': {
    zh: '撤销升级，恢复原等级',
    en: 'The last rise is taken back: the level is what it was before, and what it rose by counts for nothing',
  },
  'warning.own': { zh: '更换责任人', en: 'Another owner answers for the warning' },
  'warning.end': { zh: '预警终止', en: 'The warning ends' },
  'warning.void': { zh: '预警终止，不留影响', en: 'The warning ends and leaves no effect' },
  'warning.tolerate': {
    zh: '发起本事项的预警自认定之日起视为自始不存在，不论是否已终止',
    en: 'The warning that began the matter is from now on as if it had never been, ended or not',
  },
  'listing.propose': {
    zh: '拟列入专项监督清单：只能依据可列入清单的材料',
    en: 'A place on the special list is proposed, on entries alone that may be used for it',
  },
  'listing.weigh': {
    zh: '按专项监督清单表研判；没有符合的情形须说明理由',
    en: 'The table of the special list is asked: without a row that fits a reason is needed',
  },
  'listing.enter': { zh: '列入专项监督清单', en: 'The place on the list is in force' },
  'listing.renew': { zh: '续列', en: 'The place on the list goes on' },
  'listing.own': { zh: '更换责任人', en: 'Another owner answers for the place on the list' },
  'listing.leave': { zh: '移出清单', en: 'The place on the list ends' },
  'listing.void': { zh: '移出清单，不留影响', en: 'The place on the list ends and leaves no effect' },
  'document.issue': { zh: '签发文书', en: 'The document of the action is issued and numbered' },
  'bar.begin': {
    zh: '所列限制自当日起生效，到期自行失效',
    en: 'The bars that the action names begin; each ends by itself on its last day',
  },
  'bar.end': {
    zh: '本事项及其上级、下级事项形成的限制即行解除',
    en: 'Bars that came of the matter, of those that it began and of the one that began it end at once',
  },
  'sitting.set': {
    zh: '核对时间地点并列入日程',
    en: 'Day, time and place are checked and stand in the calendar',
  },
  'sitting.held': {
    zh: '按实际时间、人员和身体状况再核对；不符的须写明原因，报告审批人，并移出日程',
    en: 'What was held is put to the rules again: what departs from them is explained and told to whoever approves; it leaves the calendar',
  },
  'sitting.end': { zh: '移出日程', en: 'It leaves the calendar' },
  'opinion.list': { zh: '登记征求意见的名单', en: 'The names on which an opinion is asked are kept' },
  'opinion.sign': {
    zh: '所在部门逐人会签，可分批；回避的由他人会签',
    en: 'The department signs the names that the form lists; a name from which somebody stays out is signed by another',
  },
  'opinion.conclude': {
    zh: '逐人结论须有在效措施为依据，全部会签后方可拟定',
    en: 'The conclusion on each name is kept: every department has signed it, and what speaks against it is in force',
  },
  'opinion.check': {
    zh: '结论的依据不再有效或者有新生效的措施的，不得报批和复函',
    en: 'Refused where a ground is no longer in force or something has come into force since',
  },
  'opinion.reply': {
    zh: '登记已复函，此后新生效的措施由平台提出补充回复',
    en: 'The names count as replied to: what newly comes into force about one is proposed as a supplement',
  },
  'opinion.supplement': {
    zh: '平台据新生效的措施提出补充回复',
    en: 'A procedure that begins so is what the platform proposes as a supplement',
  },
  'notice.author': { zh: '通知发起人', en: 'The author is notified' },
  'notice.contributor': { zh: '通知提供方', en: 'The contributor is notified' },
  'notice.receiver': { zh: '通知接收方', en: 'The receiver is notified' },
  'notice.unit': { zh: '通知单位', en: 'The unit is notified' },
  'notice.subject': { zh: '通知对象', en: 'The persons and units concerned are notified' },
  'notice.handlers': { zh: '通知承办人', en: 'The handlers are notified' },
} as const satisfies Record<string, PackText>;

export type Effect = keyof typeof EFFECTS;
export const isEffect = (name: string): name is Effect => Object.hasOwn(EFFECTS, name);

/** Effects that refuse what asks for approval before anybody is asked; some look again, and do more, once it is approved. */
export const REFUSING: ReadonlySet<string> = new Set<Effect>([
  'clue.alone',
  'clue.own',
  'spot-check.unknown',
  'opinion.check',
  'warning.weigh',
  'warning.take-back',
  'listing.weigh',
]);

/** Fields that an effect reads: the form of its action asks for each of them. */
export const EFFECT_FIELDS: Partial<Record<string, readonly string[]>> = {
  'spot-check.commit': ['from', 'to', 'draws', 'source', 'sourceOn', 'digits'],
  'spot-check.draw': ['number', 'publishedIn'],
  'warning.propose': ['facts', 'owner'],
  'warning.tell': ['newFacts'],
  'warning.decide': ['level', 'lastDay', 'owner'],
  'warning.raise': ['cause', 'level'],
  'warning.lower': ['level'],
  'warning.take-back': ['level'],
  'warning.own': ['owner'],
  'listing.propose': ['facts', 'owner'],
  'listing.enter': ['lastDay', 'owner'],
  'listing.renew': ['lastDay'],
  'listing.own': ['owner'],
};
