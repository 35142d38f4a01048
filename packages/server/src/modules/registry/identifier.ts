import { checkIdNumber, maskIdNumber } from '@plumbline/contract/identifiers';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, found } from '../../platform/errors/app-error.ts';
import type { Keys } from '../../platform/files/keys.ts';

/** The only scheme that is checked, sealed and matched here: the resident identity number. */
export const SCHEME = 'cn-resident-id';
/** Label of the sub-keys that seal and match identity numbers. */
const LABEL = 'identifiers';

/** What is kept of a number: a keyed hash for matching, sealed bytes tied to the person, a mask for showing. */
export interface Kept {
  hash: string;
  sealed: Buffer;
  masked: string;
}

export const sealIdNumber = (ctx: Ctx, personId: string, value: string): Kept =>
  sealWith(ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId), personId, value);

/** The same with the keys of a jurisdiction at hand, for loads in bulk. */
export const sealWith = (keys: ReturnType<Keys['jurisdiction']>, personId: string, value: string): Kept => ({
  hash: keys.hmac(LABEL, `${SCHEME}:${value}`).toString('base64url'),
  sealed: keys.encrypt(LABEL, value, personId),
  masked: maskIdNumber(value),
});

/** The keyed hash by which a number is found without being decrypted. */
export const hashOfIdNumber = (ctx: Ctx, value: string): string =>
  ctx.services.keys
    .jurisdiction(ctx.actor.jurisdictionId)
    .hmac(LABEL, `${SCHEME}:${value}`)
    .toString('base64url');

/** The number in clear, or null when none is kept. */
export async function openIdNumber(ctx: Ctx, personId: string): Promise<string | null> {
  const j = ctx.actor.jurisdictionId;
  const row = await ctx.trx
    .selectFrom('person_identifier')
    .select('value_sealed')
    .where('jurisdiction_id', '=', j)
    .where('person_id', '=', personId)
    .where('scheme', '=', SCHEME)
    .executeTakeFirst();
  if (!row) return null;
  return ctx.services.keys.jurisdiction(j).decrypt(LABEL, row.value_sealed, personId).toString('utf8');
}

/** Keeps the number for the person, in the place of an earlier one. @throws 409 `duplicate` */
export async function keepIdNumber(ctx: Ctx, personId: string, kept: Kept): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  dropIdNumber(ctx, personId);
  const inserted = await ctx.trx
    .insertInto('person_identifier')
    .values({
      jurisdiction_id: j,
      person_id: personId,
      scheme: SCHEME,
      value_hash: kept.hash,
      value_sealed: kept.sealed,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'scheme', 'value_hash']).doNothing())
    .returning('person_id')
    .executeTakeFirst();
  if (!inserted) throw await taken(ctx, kept.hash);
}

export function dropIdNumber(ctx: Ctx, personId: string): void {
  ctx.send(
    ctx.trx
      .deleteFrom('person_identifier')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('person_id', '=', personId)
      .where('scheme', '=', SCHEME),
  );
}

/** Names the other person only to somebody who may see that person; the text says what to do either way. */
async function taken(ctx: Ctx, hash: string): Promise<AppError> {
  const other = await ctx.trx
    .selectFrom('person_identifier as i')
    .innerJoin('person as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('p.id', '=', 'i.person_id'),
    )
    .select(['p.id', 'p.name'])
    .where('i.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('i.scheme', '=', SCHEME)
    .where('i.value_hash', '=', hash)
    .executeTakeFirst();
  return new AppError('duplicate', {
    params: { detail: 'id-number.taken' },
    ...(other ? { changed: { person: other } } : {}),
  });
}

/** Shows a number in full; who looked, when and why is an event. @throws 404 when none is kept */
export async function revealIdNumber(
  ctx: Ctx,
  personId: string,
  reason: string,
): Promise<{ idNumber: string }> {
  const idNumber = found(await openIdNumber(ctx, personId));
  ctx.record({
    kind: 'open',
    type: 'person.identifier-revealed',
    entity: 'person',
    entityId: personId,
    subjectId: personId,
    data: { reason },
  });
  return { idNumber };
}

/** The kept number as the contract's check describes it. */
export async function keptIdentity(ctx: Ctx, personId: string) {
  const value = await openIdNumber(ctx, personId);
  const check = value === null ? undefined : checkIdNumber(value);
  return check?.ok ? check : null;
}
