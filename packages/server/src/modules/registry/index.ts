import type { Module } from '../../platform/http/module.ts';
import { DAILY_TOPIC, FOLLOW_TOPIC, followCalendar, followSubjects } from './follow-subjects.ts';
import { registryRoutes } from './registry.routes.ts';
import { relationRoutes } from './relation.routes.ts';
import { texts } from './texts.ts';

export { type CustodyFacts, custodianOfPerson, custodianOfUnit } from './custody.rules.ts';
export { custodyFacts, heldBy } from './custody.store.ts';
export { type Changed, DAILY_TOPIC, followCalendar, followLater, followSubjects } from './follow-subjects.ts';
export { hashOfIdNumber, SCHEME as ID_NUMBER_SCHEME, sealIdNumber, sealWith } from './identifier.ts';
export { importPopolo, type PopoloOptions, type PopoloResult } from './import-popolo.ts';
export { spellingOf } from './pinyin.ts';
export { authorityOf } from './post.store.ts';
export {
  type Around,
  adviceOf,
  arrivalsFrom,
  factsOf,
  type Routed,
  readAround,
  routeAll,
} from './report-routes.ts';
export { createAppointment } from './save-appointment.ts';
export { createPerson } from './save-person.ts';
export { assignAuthority, createPost } from './save-post.ts';
export { createContact, createSupervision } from './save-relation.ts';
export { createUnit } from './save-unit.ts';
export { addZoneMember, createZone } from './save-zone.ts';
export { hasAny, type Traits, traitsOf } from './traits.ts';

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const registry: Module = {
  name: 'registry',
  routes(endpoints) {
    registryRoutes(endpoints);
    relationRoutes(endpoints);
  },
  jobs: (endpoints) => ({
    [FOLLOW_TOPIC]: async ({ jurisdiction, payload }) => {
      await endpoints.runAsSystem(jurisdiction, (ctx) =>
        followSubjects(ctx, { persons: list(payload.persons), units: list(payload.units) }),
      );
    },
    [DAILY_TOPIC]: async ({ jurisdiction }) => {
      await endpoints.runAsSystem(jurisdiction, followCalendar);
    },
  }),
  daily: [DAILY_TOPIC],
  texts,
};
