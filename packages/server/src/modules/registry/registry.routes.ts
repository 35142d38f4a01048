import * as contract from '@plumbline/contract/registry';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { closeUnit, reopenUnit } from './close-unit.ts';
import { revealIdNumber } from './identifier.ts';
import { createKin, editKin, eraseKin } from './kin.ts';
import { listOfficers, registryLists } from './lists.ts';
import { describePerson } from './person.view.ts';
import { listPersons } from './person-list.ts';
import { describePost } from './post.view.ts';
import { resolvePersons } from './resolve-persons.ts';
import { correctAppointment, createAppointment, endAppointment } from './save-appointment.ts';
import { createPerson, editPerson } from './save-person.ts';
import { assignAuthority, closePost, createPost, editPost } from './save-post.ts';
import { createUnit, editUnit } from './save-unit.ts';
import { describeUnit, headsOfUnit } from './unit.view.ts';
import { listUnits } from './unit-list.ts';

export function registryRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.getRegistryLists, (ctx) => registryLists(ctx));
  endpoints.query(contract.listOfficers, (ctx, { query }) => listOfficers(ctx, query));

  endpoints.query(contract.listUnits, (ctx, { query }) => listUnits(ctx, query));
  endpoints.query(contract.getUnit, (ctx, { params, query }) => describeUnit(ctx, params.id, query.on));
  endpoints.query(contract.getUnitHeads, (ctx, { params, query }) => headsOfUnit(ctx, params.id, query.on));
  endpoints.command(contract.createUnit, (ctx, { body }) => createUnit(ctx, body));
  endpoints.command(contract.editUnit, (ctx, { params, body }) => editUnit(ctx, params.id, body));
  endpoints.command(contract.closeUnit, (ctx, { params, body }) => closeUnit(ctx, params.id, body));
  endpoints.command(contract.reopenUnit, (ctx, { params, body }) => reopenUnit(ctx, params.id, body));

  endpoints.query(contract.getPost, (ctx, { params }) => describePost(ctx, params.id));
  endpoints.command(contract.createPost, (ctx, { body }) => createPost(ctx, body));
  endpoints.command(contract.editPost, (ctx, { params, body }) => editPost(ctx, params.id, body));
  endpoints.command(contract.closePost, (ctx, { params, body }) => closePost(ctx, params.id, body));
  endpoints.command(contract.assignAuthority, (ctx, { params, body }) =>
    assignAuthority(ctx, params.id, body),
  );

  endpoints.query(contract.listPersons, (ctx, { query }) => listPersons(ctx, query));
  endpoints.query(contract.resolvePersons, (ctx, { body }) => resolvePersons(ctx, body));
  endpoints.query(contract.getPerson, (ctx, { params, query }) => describePerson(ctx, params.id, query.on));
  endpoints.command(contract.createPerson, (ctx, { body }) => createPerson(ctx, body));
  endpoints.command(contract.editPerson, (ctx, { params, body }) => editPerson(ctx, params.id, body));
  // Not a command: a remembered reply would keep the number in clear.
  endpoints.query(contract.revealIdentifier, (ctx, { params, body }) =>
    revealIdNumber(ctx, params.id, body.reason),
  );

  endpoints.command(contract.createAppointment, (ctx, { body }) => createAppointment(ctx, body));
  endpoints.command(contract.correctAppointment, (ctx, { params, body }) =>
    correctAppointment(ctx, params.id, body),
  );
  endpoints.command(contract.endAppointment, (ctx, { params, body }) => endAppointment(ctx, params.id, body));

  endpoints.command(contract.createKin, (ctx, { params, body }) => createKin(ctx, params.id, body));
  endpoints.command(contract.editKin, (ctx, { params, body }) => editKin(ctx, params.id, body));
  endpoints.command(contract.eraseKin, (ctx, { params, body }) => eraseKin(ctx, params.id, body));
}
