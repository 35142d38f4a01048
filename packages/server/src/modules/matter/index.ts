import type { Module } from '../../platform/http/module.ts';
import { REFRESH_TOPIC } from '../../platform/jobs/topics.ts';
import { calendarFeed } from './calendar-feed.ts';
import { historyRoutes } from './history/history.routes.ts';
import { matterJobs } from './jobs.ts';
import { matterRoutes } from './matter.routes.ts';
import { noticeEffects } from './notices.ts';
import { packRoutes } from './packs/packs.routes.ts';
import { sittingEffects } from './sittings/sitting.effects.ts';

export {
  type ActInput,
  type ActOptions,
  act,
  allowedOn,
  availableActions,
  getMatter,
  mayStart,
  refuseUnlessAllowed,
} from './act.ts';
export { attachStepFiles } from './attach-step-files.ts';
export { beginByPlatform } from './begin-by-platform.ts';
export { beginMatter, organsFor } from './begin-matter.ts';
export { engineActor } from './engine-actor.ts';
export { withinReach } from './handlers.ts';
export { writeEventLog } from './history/event-log.ts';
export { simulatePack } from './history/simulate-pack.ts';
export { holdersOf } from './holders.ts';
export { ledgerStep, openStep } from './ledger-steps.ts';
export { isSeenOutside } from './matter.detail.ts';
export { findMatter, listSteps, lockMatter, type RecordedRow } from './matter.store.ts';
export {
  historyOf,
  type MatterRow,
  readersOf,
  type Step,
  toEngine,
  type Visibility,
  visibilityColumns,
} from './matter.types.ts';
export {
  isNamedDay,
  summarise as summariseMatter,
  summariseAll as summariseMatters,
  viewActions,
  viewStep,
  viewSteps,
} from './matter.view.ts';
export { namesOf } from './names.ts';
export { accountsIn } from './notices.ts';
export { organCode, takeNumbers } from './numbers.ts';
export { outwardOrgan } from './outward-organ.ts';
export { listOwnMatters, ownNames } from './own-matters.ts';
export { pageOf } from './pages.ts';
export { machineForService, machineOfMatter } from './procedures.ts';
export { personsOf, seatsOf } from './seats.ts';
export { namedBy, outsideOf, sightOf } from './sight.ts';
export { dueOnOf } from './standing.ts';
export { type NewMatter, startMatter } from './start-matter.ts';
export { type KeptOut, unbarred } from './unbarred.ts';
export { type Kin, kinOf, servingIn } from './world.ts';

export const matter: Module = {
  name: 'matter',
  routes: (endpoints) => {
    matterRoutes(endpoints);
    calendarFeed(endpoints);
    historyRoutes(endpoints);
    packRoutes(endpoints);
  },
  effects: { ...noticeEffects, ...sittingEffects },
  jobs: matterJobs,
  daily: [REFRESH_TOPIC],
  texts: {
    'draft.long': {
      zh: '内容过长，请分次谈话、分别记录。',
      en: 'This is too long: divide the talk and record each part.',
    },
    'unfit-subject': { zh: '对象不符合要求。', en: 'This subject does not fit here.' },
    'signature.other': {
      zh: '须填写本人姓名，不能代他人签名。',
      en: 'Sign with your own name; nobody signs for another.',
    },
    'unknown-article': {
      zh: '所引条款须是制度库中已公布、已施行的条款，请重新选择。',
      en: 'An article that is cited stands in a published text of the library that is in force: choose it anew.',
    },
    'unfit-matter': {
      zh: '该事项不能并入：须是本机关同一程序的未办结事项。',
      en: 'It can not be joined: choose an open matter of the same procedure and subject in the same organ.',
    },
    'hand-over.self': {
      zh: '接收人不能是移交人本人。',
      en: 'Whoever takes over is somebody else than whoever hands over.',
    },
    'hand-over.once': {
      zh: '每件事项只能移交一次，一次最多移交 200 件。',
      en: 'A matter is handed over once, and at most 200 at a time.',
    },
    'hand-over.not-now': {
      zh: '本件现在不能由您移交，请取消勾选后再办。',
      en: 'You can not hand this one over now. Leave it out.',
    },
    'party.no-staff': {
      zh: '所选人员须是在职履职的工作人员，平台管理员和被监督单位人员不能承担此项工作。',
      en: 'Choose somebody who holds a role in an organ today; administrators and people of supervised units take no part in this.',
    },
    'party.clearance': {
      zh: '所选人员的密级权限低于本事项的密级。',
      en: 'This person is not cleared for the classification of the matter.',
    },
    'party.permission': {
      zh: '所选人员没有承担此项工作所需的权限。',
      en: 'This person lacks the permission that this work needs.',
    },
    'party.not-theirs': {
      zh: '对象现在不在该单位任职，请选择其任职单位。',
      en: 'The person does not serve in this unit today: choose the one where they do.',
    },
    'party.approved': {
      zh: '审批人可以主谈，不能作为其他谈话人。',
      en: 'Whoever approved it may lead it and be none of the others.',
    },
    'party.other-office': {
      zh: '所选人员不在承担此项工作的部门履职，请选择该部门的人员。',
      en: 'This person serves in another office: choose somebody of the office that does this.',
    },
    'party.nobody': {
      zh: '所选机关没有人有权办理，请另选机关。',
      en: 'Nobody in this organ may take it on: choose another one.',
    },
    'party.near': {
      zh: '所选人员是对象本人或其近亲属，应当回避。',
      en: 'This person is the subject or near kin of the subject and has to stay out.',
    },
    'party.not-leading': {
      zh: '所选人员不是对象所在单位（或者其上级单位）的主要负责人或者班子成员。',
      en: "This person neither heads the subject's unit, or one above it, nor is of its leadership.",
    },
    'party.colleague': {
      zh: '所选人员、机关与对象同处一个单位或者机关，不能承担此项工作。',
      en: 'The subject serves there too: somebody else has to do this.',
    },
    'party.kept-out': {
      zh: '所选人员在不得知悉本事项的机关履职，看不到本事项，请另选人员。',
      en: 'This person serves in an organ that is kept out of the matter and does not see it: choose somebody else.',
    },
    'party.led': {
      zh: '对象即该单位或任其主要负责人，须由其他机关承担。',
      en: 'The subject is this unit or heads it: another body has to do this.',
    },
    'party.own-organ': {
      zh: '该事项已在该机关，请选择其他机关。',
      en: 'It is with this organ already; choose another one.',
    },
    'party.elsewhere': {
      zh: '按管辖规定，该机关不受理反映该对象的来件，请选择其他机关。',
      en: 'By the routing table this organ does not take in what is about the subject; choose another one.',
    },
    'party.not-above': {
      zh: '接收机关须是本机关的上级机关，不能是本机关、内设机构、同级或下级机关；上级机关尚未登记的，请先由系统管理员在机关目录中登记为上一级。',
      en: 'Choose an organ above this one: not this organ, a part of it, one beside it or below. Where none is registered, ask the system administrator to enter it above this organ first.',
    },
    'party.twice': {
      zh: '同一人不能以两个账号参加。',
      en: 'One person can not take part under two accounts.',
    },
    'party.unknown': { zh: '所选机关、人员或单位不存在。', en: 'This organ, person or unit does not exist.' },
    'delegation.days': { zh: '结束日期早于开始日期。', en: 'The last day lies before the first.' },
    'delegation.past': { zh: '结束日期已过。', en: 'The last day has passed.' },
    'delegation.longest': {
      zh: '委托时间过长，最迟到{text}。',
      en: 'That is too long: {text} is the last day that can be chosen.',
    },
    'delegation.begun': {
      zh: '开始日期已过，委托从当日或以后开始。',
      en: 'The first day has passed: choose today or later.',
    },
    'delegation.ahead': {
      zh: '开始日期过远，最迟从{text}开始。',
      en: 'That is too far ahead: {text} is the last day on which it can begin.',
    },
    'delegation.together': {
      zh: '与同一人此前、此后相连的委托合并计算，时间过长，合计最迟到{text}。',
      en: 'Together with what the same colleague was given just before or after it, that is too long: {text} is the last day of all.',
    },
    'delegation.taker': {
      zh: '须选择本机关、上级或下级机关中密级权限足够的同事，且不是平台管理员。',
      en: 'Choose a colleague in your organ, above or below it, who is cleared for what you decide and is no administrator.',
    },
    'notice.sitting.departed': {
      zh: '实际谈话与安全要求不符，已写明原因',
      en: 'A talk that was held departed from the rules, with the reasons',
    },
    'notice.matter.overdue': { zh: '事项已逾期', en: 'A matter is overdue' },
    'notice.matter.due-soon': { zh: '事项即将到期', en: 'A matter is due soon' },
    'notice.delegation.given': { zh: '受托代为审批', en: "You are to approve in somebody's place" },
  },
};
