import type { getPack } from '@plumbline/contract/desk';
import type { Reply } from '@plumbline/contract/route';
import type { Pack } from '@plumbline/policy';

/** The pack without what concerns the server only (limits of time, the table of uses, texts of law). */
export function describePack(pack: Pack): Reply<typeof getPack> {
  const {
    head,
    organKinds,
    unitKinds,
    industries,
    postLevels,
    postTags,
    unitTags,
    supervisionKinds,
    zoneRoles,
  } = pack;
  const {
    relations,
    roles,
    classifications,
    sources,
    classes,
    statuses,
    catalogue,
    submission,
    forms,
    procedures,
  } = pack;
  return {
    code: head.code,
    version: head.version,
    title: head.title,
    organKinds,
    unitKinds,
    industries,
    postLevels,
    postTags,
    unitTags,
    supervisionKinds,
    zoneRoles,
    relations,
    roles,
    classifications,
    sources,
    classes,
    statuses,
    catalogue,
    submission,
    forms,
    procedures,
  };
}
