/** Everything of the registry: units, posts, persons, appointments, kin, relations, zones. */
export * from './registry-appointments.ts';
export * from './registry-common.ts';
export * from './registry-kin.ts';
export * from './registry-lists.ts';
export * from './registry-persons.ts';
export * from './registry-posts.ts';
export * from './registry-relations.ts';
export * from './registry-units.ts';
export * from './registry-zones.ts';
