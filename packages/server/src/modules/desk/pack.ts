import { createHash } from 'node:crypto';
import type { getPack } from '@plumbline/contract/desk';
import type { Reply } from '@plumbline/contract/route';
import type { Pack } from '@plumbline/policy';

const tags = new WeakMap<Pack, string>();

/** ETag of a pack: clients ask again and again, and it hardly ever changes. */
export function tagOf(pack: Pack): string {
  let tag = tags.get(pack);
  if (!tag) {
    const digest = createHash('sha256').update(JSON.stringify(pack)).digest('base64url');
    tag = `"${pack.head.version}-${digest.slice(0, 22)}"`;
    tags.set(pack, tag);
  }
  return tag;
}

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
    problemKinds,
    channels,
    signTags,
    opinions,
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
    problemKinds: problemKinds ?? [],
    channels: channels ?? [],
    signTags: signTags ?? [],
    occasions: opinions?.occasions ?? [],
    conclusions: opinions?.conclusions ?? [],
    statuses,
    catalogue,
    submission,
    forms,
    procedures,
  };
}
