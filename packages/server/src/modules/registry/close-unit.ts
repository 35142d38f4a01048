import type { Written } from '@plumbline/contract/registry-common';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { found, invalid, wrongState } from '../../platform/errors/app-error.ts';
import { expectVersion, written } from './checks.ts';
import { lockUnit, updateUnit } from './save-unit.ts';
import { allowedOnUnit } from './unit.view.ts';

/**
 * Closes a unit after its last day. Whoever still serves in it, and units below it, must have gone before.
 * @throws 404, 409 `wrong-state` when closed already, 400 naming what is still there
 */
export async function closeUnit(
  ctx: Ctx,
  id: string,
  input: { version: number; on: string },
): Promise<Written> {
  const unit = expectVersion(found(await lockUnit(ctx, id)), input.version);
  if (unit.active_to !== null) throw wrongState(allowedOnUnit(ctx, unit));
  if (unit.active_from !== null && input.on < unit.active_from)
    throw invalid({ pointer: '/on', code: 'end-before-start' });
  const j = unit.jurisdiction_id;
  const [served, below] = await Promise.all([
    ctx.trx
      .selectFrom('appointment')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('jurisdiction_id', '=', j)
      .where('unit_id', '=', id)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', input.on)]))
      .executeTakeFirstOrThrow(),
    ctx.trx
      .selectFrom('unit')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('jurisdiction_id', '=', j)
      .where('parent_id', '=', id)
      .where((eb) => eb.or([eb('active_to', 'is', null), eb('active_to', '>', input.on)]))
      .executeTakeFirstOrThrow(),
  ]);
  const faults = [
    ...(served.count ? [{ pointer: '/on', code: 'unit-has-holders', params: { count: served.count } }] : []),
    ...(below.count ? [{ pointer: '/on', code: 'unit-has-units', params: { count: below.count } }] : []),
  ];
  if (faults.length) throw invalid(...faults);
  return written(id, await updateUnit(ctx, unit, { active_to: input.on }, 'unit.closed'));
}

/** Takes a closing back. @throws 404, 409 `wrong-state` when the unit isn't closed */
export async function reopenUnit(ctx: Ctx, id: string, input: { version: number }): Promise<Written> {
  const unit = expectVersion(found(await lockUnit(ctx, id)), input.version);
  if (unit.active_to === null) throw wrongState(allowedOnUnit(ctx, unit));
  return written(id, await updateUnit(ctx, unit, { active_to: null }, 'unit.reopened'));
}
