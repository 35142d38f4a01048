import type { Module } from '../../platform/http/module.ts';
import { calendarFeed } from './calendar-feed.ts';
import { historyRoutes } from './history/history.routes.ts';
import { matterRoutes } from './matter.routes.ts';
import { noticeEffects } from './notices.ts';

export { type ActInput, type ActOptions, act, availableActions, getMatter, mayStart } from './act.ts';
export { engineActor } from './engine-actor.ts';
export { writeEventLog } from './history/event-log.ts';
export { listSteps, lockMatter } from './matter.store.ts';
export {
  historyOf,
  type MatterRow,
  readersOf,
  type Step,
  toEngine,
  type Visibility,
  visibilityColumns,
} from './matter.types.ts';
export { summarise as summariseMatter, viewActions, viewSteps } from './matter.view.ts';
export { accountsIn } from './notices.ts';
export { organCode, takeNumbers } from './numbers.ts';
export { pageOf } from './pages.ts';
export { machineForService, machineOfMatter } from './procedures.ts';
export { type NewMatter, type Started, startMatter } from './start-matter.ts';

export const matter: Module = {
  name: 'matter',
  routes: (endpoints) => {
    matterRoutes(endpoints);
    calendarFeed(endpoints);
    historyRoutes(endpoints);
  },
  effects: noticeEffects,
  texts: {
    'unfit-subject': { zh: '对象不符合要求。', en: 'This subject does not fit here.' },
    'bad-cursor': {
      zh: '翻页标识无效，请从第一页重新开始。',
      en: 'This cursor is not valid; start from the first page.',
    },
  },
};
