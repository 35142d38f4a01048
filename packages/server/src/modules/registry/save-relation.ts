import type { Written } from '@plumbline/contract/registry-common';
import type { NewContact, NewSupervision } from '@plumbline/contract/registry-relations';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { Faults } from './checks.ts';
import { keeperOfUnit, keepingCustody, needToHandOver } from './custody-guard.ts';
import { addRelation, correctRelation, endRelation } from './dated-relation.ts';
import { contactKind, type SupervisionRow, supervisionKind } from './relation-kinds.ts';
import { traitsOf } from './traits.ts';

/** Lets an organ supervise a unit; the dossiers of a kind that keeps them follow. @throws 400, 403 */
export async function createSupervision(ctx: Ctx, input: NewSupervision): Promise<Written> {
  const faults = new Faults();
  faults.code('/kind', ctx.pack.supervisionKinds, input.kind);
  const organ = await ctx.trx
    .selectFrom('organ')
    .select('kind')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', input.organId)
    .executeTakeFirst();
  if (!organ) faults.add('/organId', 'unknown-reference');
  else if (!ctx.pack.organKinds.find((kind) => kind.code === organ.kind)?.supervises)
    faults.add('/organId', 'organ-does-not-supervise');
  faults.refuse();
  const row = {
    organ_id: input.organId,
    unit_id: input.unitId,
    kind: input.kind,
    from_day: input.from,
    to_day: input.to ?? null,
  };
  return supervising(ctx, row, () => addRelation(ctx, supervisionKind, row, input.endPrevious));
}

/** @throws 404, 403, 409, 400 */
export async function correctSupervision(
  ctx: Ctx,
  id: string,
  input: { version: number; from: string; to: string | null },
): Promise<Written> {
  const row = await findSupervision(ctx, id);
  return supervising(ctx, row, () => correctRelation(ctx, supervisionKind, id, input));
}

/** @throws 404, 403, 409, 400 */
export async function endSupervision(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const row = await findSupervision(ctx, id);
  return supervising(ctx, row, () => endRelation(ctx, supervisionKind, id, input));
}

/**
 * Who supervises a unit is entered by who keeps the registry for the organ that keeps its dossier and, in a kind
 * whose organ keeps dossiers, for that organ too. @throws 403
 */
async function supervising(
  ctx: Ctx,
  row: Pick<SupervisionRow, 'unit_id' | 'organ_id' | 'kind'>,
  write: () => Promise<Written>,
): Promise<Written> {
  return keepingCustody(ctx, { units: [row.unit_id] }, async () => {
    const keeper = await keeperOfUnit(ctx, row.unit_id);
    const moves = traitsOf(ctx.pack).custody.has(row.kind);
    const done = await write();
    needToHandOver(ctx, moves ? [keeper, row.organ_id] : [keeper]);
    return done;
  });
}

const findSupervision = async (ctx: Ctx, id: string) =>
  found(
    await ctx.trx
      .selectFrom('supervision')
      .select(['unit_id', 'organ_id', 'kind'])
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );

/** Makes an officer of an organ responsible for one unit or one person. @throws 400 */
export async function createContact(ctx: Ctx, input: NewContact): Promise<Written> {
  const j = ctx.actor.jurisdictionId;
  const faults = new Faults();
  const [account, serves, organ] = await Promise.all([
    ctx.trx
      .selectFrom('account')
      .select('closed_at')
      .where('jurisdiction_id', '=', j)
      .where('id', '=', input.accountId)
      .executeTakeFirst(),
    ctx.trx
      .selectFrom('role_grant')
      .select('id')
      .where('jurisdiction_id', '=', j)
      .where('account_id', '=', input.accountId)
      .where('organ_id', 'is not', null)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', input.from)]))
      .executeTakeFirst(),
    ctx.trx
      .selectFrom('organ')
      .select('id')
      .where('jurisdiction_id', '=', j)
      .where('id', '=', input.organId)
      .executeTakeFirst(),
  ]);
  if (!account) faults.add('/accountId', 'unknown-reference');
  else if (account.closed_at || !serves) faults.add('/accountId', 'not-an-officer');
  if (!organ) faults.add('/organId', 'unknown-reference');
  if ((input.unitId === undefined) === (input.personId === undefined))
    faults.add('/unitId', 'unit-or-person');
  faults.refuse();
  return addRelation(
    ctx,
    contactKind,
    {
      account_id: input.accountId,
      organ_id: input.organId,
      unit_id: input.unitId ?? null,
      person_id: input.personId ?? null,
      from_day: input.from,
      to_day: input.to ?? null,
    },
    input.endPrevious,
  );
}
