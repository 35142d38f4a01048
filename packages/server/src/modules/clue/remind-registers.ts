import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { notify } from '../../platform/notices/notify.ts';
import { holdersOf, unbarred } from '../matter/index.ts';
import { listOwing } from './register.store.ts';
import { registerOf } from './registers.ts';

/**
 * The daily round: who handles files that owe what a register asks for is told when the period has ended, and again,
 * with those whom the pack names, once the last day has passed. Nobody is told twice. Runs as the platform itself.
 */
export async function remindRegisters(ctx: Ctx): Promise<number> {
  let count = 0;
  for (const { code } of ctx.pack.registers ?? []) {
    const asked = await registerOf(ctx, code);
    const { duty, register } = asked;
    if (!duty) continue;
    const files = await listOwing(ctx, asked);
    const tell = duty.late ? (register.duty?.tell ?? []) : [];
    const offices = new Map(
      await Promise.all(
        [...new Set(files.map(({ organ }) => organ))].map(async (organ) => {
          const holders = tell.map((permission) => holdersOf(ctx, permission, organ));
          return [organ, (await Promise.all(holders)).flat()] as const;
        }),
      ),
    );
    // Whoever is kept out of the only file that is late learns nothing of it.
    const told = await Promise.all(
      files.map((file) => unbarred(ctx, [...file.handlers, ...(offices.get(file.organ) ?? [])], file)),
    );
    const stage = duty.late ? 'late' : 'due';
    const to = await take(ctx, { register: code, period: duty.period.last, stage }, told.flat());
    if (to.length === 0) continue;
    notify(ctx, { to, kind: `register.${stage}`, link: `/clue-registers?register=${code}&owing=true` });
    const data = { register: code, period: duty.period.last, stage, accounts: to };
    ctx.record({ type: 'clue.reminded', entity: 'clue', entityId: null, data });
    count += to.length;
  }
  return count;
}

/** Of these accounts those who were not told yet. */
async function take(
  ctx: Ctx,
  { register, period, stage }: { register: string; period: string; stage: string },
  accounts: readonly string[],
): Promise<string[]> {
  if (accounts.length === 0) return [];
  const { rows } = await sql<{ account_id: string }>`
    insert into register_reminder (jurisdiction_id, account_id, register, period_end, stage)
    select ${ctx.actor.jurisdictionId}, one, ${register}, ${period}::date, ${stage}
    from unnest(${[...new Set(accounts)]}::uuid[]) as one
    on conflict do nothing returning account_id`.execute(ctx.trx);
  return rows.map((row) => row.account_id);
}
