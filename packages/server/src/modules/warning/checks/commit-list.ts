import { addDays, canonicalList, commitmentOf, listHash } from '@plumbline/policy';
import { z } from 'zod';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../../platform/context/context.ts';
import { type FaultInput, invalid } from '../../../platform/errors/app-error.ts';
import {
  firstAnswered,
  insertCommitment,
  lastCommitted,
  lastVoided,
  lettersAnswered,
  lockOrgan,
} from './spot-check.store.ts';

/** What the effect reads of its form: `EFFECT_FIELDS` of the policy package. */
const Commitment = z.looseObject({
  from: z.string(),
  to: z.string(),
  draws: z.int(),
  source: z.string(),
  sourceOn: z.string(),
  digits: z.int(),
});

/**
 * `spot-check.commit`: lists what was answered in the period, whoever may see it, and puts the hash of the list on record
 * with what will decide. Periods follow each other without a gap, and what was void is committed to anew with no shorter period
 * and no smaller sample, so that nobody picks whom a list holds.
 * @throws 400 for a period that is open, overlaps or leaves a gap, a day of the number that is not to come, or too few letters
 */
export const commitList = asPlatform(async (ctx: Ctx, { matter, event }: EffectCall) => {
  if (event.type !== 'acted') return;
  const { from, to, draws, digits, ...said } = Commitment.parse(event.data);
  const source = said.source.trim();
  await lockOrgan(ctx, matter.custodian);
  const last = await lastCommitted(ctx, matter.custodian);
  const next = last === null ? null : addDays(last, 1);
  const voided = from > to ? undefined : await lastVoided(ctx, matter.custodian, last);
  const first = next === null && from <= to ? await firstAnswered(ctx, matter.custodian) : null;
  const wrong: (FaultInput | false)[] = [
    to >= ctx.today && { pointer: '/data/to', code: 'spot-check.period-open' },
    from > to && { pointer: '/data/to', code: 'spot-check.period-turned' },
    next !== null &&
      from !== next && { pointer: '/data/from', code: 'spot-check.period-next', params: { text: next } },
    first !== null &&
      from > first && { pointer: '/data/from', code: 'spot-check.period-first', params: { text: first } },
    voided !== undefined &&
      from > voided.from && {
        pointer: '/data/from',
        code: 'spot-check.void-from',
        params: { text: voided.from },
      },
    voided !== undefined &&
      to < voided.to && { pointer: '/data/to', code: 'spot-check.void-to', params: { text: voided.to } },
    voided !== undefined &&
      draws < voided.draws && {
        pointer: '/data/draws',
        code: 'spot-check.void-draws',
        params: { count: voided.draws },
      },
    said.sourceOn <= ctx.today && { pointer: '/data/sourceOn', code: 'spot-check.known-already' },
  ];
  refuse(wrong);
  const list = canonicalList(await lettersAnswered(ctx, matter.custodian, from, to));
  refuse([
    draws > list.length && {
      pointer: '/data/draws',
      code: list.length === 0 ? 'spot-check.no-letters' : 'spot-check.too-many',
      params: { count: list.length },
    },
  ]);
  const committed = { list, draws, source, sourceOn: said.sourceOn, digits };
  const record = {
    from_on: from,
    to_on: to,
    letters: list.length,
    draws,
    digits,
    source,
    source_on: said.sourceOn,
    list_hash: listHash(list),
    commitment: commitmentOf(committed),
  };
  const whose = { jurisdiction_id: ctx.actor.jurisdictionId, id: matter.id, organ_id: matter.custodian };
  const by = { committed_at: ctx.now, committed_by: ctx.actor.accountId };
  insertCommitment(ctx, { ...whose, ...record, ...by }, list);
  ctx.record({
    type: 'spot-check.committed',
    entity: 'spot_check',
    entityId: matter.id,
    matterId: matter.id,
    organId: matter.custodian,
    data: record,
  });
});

function refuse(faults: readonly (FaultInput | false)[]): void {
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw invalid(...found);
}
