import type { CatalogueItem, Machine } from '@plumbline/policy';
import { actionsWith } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { isTogether } from './catalogue.ts';
import { isOpen, type ReadingRights } from './reading.rules.ts';

interface Entry {
  classification: number;
  item: string;
  status: string;
  author_id: string | null;
  custodian_id: string;
}

export interface ContentAccess {
  open: boolean;
  /** Kin and third persons may be read too. */
  kin: boolean;
  /** What keeps it closed; null when it is open. */
  withheldBy: 'slip' | 'permission' | 'sealed' | null;
}

/**
 * What of an entry's content the caller may read. A slip governs the reading of what is filed; who entered a
 * draft and who may verify it handle it, as long as that is open. Sealed entries take their own permission,
 * and those shown together are never read one by one.
 */
export function contentAccess(
  ctx: Ctx,
  item: CatalogueItem,
  entry: Entry,
  rights: ReadingRights,
  work: { machine: Machine; allowed: readonly string[] } | undefined,
): ContentAccess {
  if (isTogether(item)) return { open: false, kin: false, withheldBy: 'sealed' };
  const live = ctx.pack.statuses.some((status) => status.code === entry.status && status.live);
  const isAuthor = entry.author_id === ctx.actor.accountId;
  const verifies = work?.allowed.some((action) =>
    actionsWith(work.machine, 'material.verify').includes(action),
  );
  const handles = live && (isAuthor || verifies === true);
  const maySealed = !item.sealed || isAuthor || ctx.may('appraisal.read', entry.custodian_id);
  const open = maySealed && (handles || isOpen(ctx.pack, rights, entry));
  return {
    open,
    kin: handles || ctx.may('dossier.open-restricted', entry.custodian_id),
    withheldBy: open ? null : !maySealed ? 'sealed' : rights.mayOpenRestricted ? 'slip' : 'permission',
  };
}
