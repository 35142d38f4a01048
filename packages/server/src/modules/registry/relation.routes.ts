import * as contract from '@plumbline/contract/registry';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { correctRelation, endRelation } from './dated-relation.ts';
import { describeLeadingGroup } from './leading-group.ts';
import { authorityKind, contactKind } from './relation-kinds.ts';
import { contactMap, listContacts, listSupervisions } from './relation-list.ts';
import { createMeeting, editMeeting } from './save-meeting.ts';
import { correctSupervision, createContact, createSupervision, endSupervision } from './save-relation.ts';
import {
  addZoneMember,
  closeZone,
  correctZoneMember,
  createZone,
  editZone,
  endZoneMember,
} from './save-zone.ts';
import { listWorkspaceUnits } from './workspace.ts';
import { describeZone, listMeetings, listZones } from './zone.view.ts';

export function relationRoutes(endpoints: Endpoints): void {
  endpoints.command(contract.correctAuthority, (ctx, { params, body }) =>
    correctRelation(ctx, authorityKind, params.id, body),
  );

  endpoints.query(contract.listSupervisions, (ctx, { query }) => listSupervisions(ctx, query));
  endpoints.command(contract.createSupervision, (ctx, { body }) => createSupervision(ctx, body));
  endpoints.command(contract.correctSupervision, (ctx, { params, body }) =>
    correctSupervision(ctx, params.id, body),
  );
  endpoints.command(contract.endSupervision, (ctx, { params, body }) => endSupervision(ctx, params.id, body));

  endpoints.query(contract.listContacts, (ctx, { query }) => listContacts(ctx, query));
  endpoints.query(contract.getContactMap, (ctx, { query }) => contactMap(ctx, query.on));
  endpoints.command(contract.createContact, (ctx, { body }) => createContact(ctx, body));
  endpoints.command(contract.correctContact, (ctx, { params, body }) =>
    correctRelation(ctx, contactKind, params.id, body),
  );
  endpoints.command(contract.endContact, (ctx, { params, body }) =>
    endRelation(ctx, contactKind, params.id, body),
  );

  endpoints.query(contract.listZones, (ctx, { query }) => listZones(ctx, query));
  endpoints.query(contract.getZone, (ctx, { params, query }) => describeZone(ctx, params.id, query.on));
  endpoints.command(contract.createZone, (ctx, { body }) => createZone(ctx, body));
  endpoints.command(contract.editZone, (ctx, { params, body }) => editZone(ctx, params.id, body));
  endpoints.command(contract.closeZone, (ctx, { params, body }) => closeZone(ctx, params.id, body));
  endpoints.command(contract.addZoneMember, (ctx, { params, body }) => addZoneMember(ctx, params.id, body));
  endpoints.command(contract.correctZoneMember, (ctx, { params, body }) =>
    correctZoneMember(ctx, params.id, body),
  );
  endpoints.command(contract.endZoneMember, (ctx, { params, body }) => endZoneMember(ctx, params.id, body));
  endpoints.query(contract.listMeetings, (ctx, { params, query }) => listMeetings(ctx, params.id, query));
  endpoints.command(contract.createMeeting, (ctx, { params, body }) => createMeeting(ctx, params.id, body));
  endpoints.command(contract.editMeeting, (ctx, { params, body }) => editMeeting(ctx, params.id, body));

  endpoints.query(contract.getLeadingGroup, (ctx, { query }) => describeLeadingGroup(ctx, query.on));
  endpoints.query(contract.listWorkspaceUnits, (ctx, { query }) => listWorkspaceUnits(ctx, query));
}
