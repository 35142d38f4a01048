import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Ctx, Services } from '../../../platform/context/context.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { END_CALENDAR_TOPIC } from '../../../platform/jobs/topics.ts';
import type { JobHandlers } from '../../../platform/jobs/worker.ts';
import { MAIL_TOPIC } from '../../../platform/notices/notify.ts';
import { actorOfAccount } from '../../identity/index.ts';
import { endCalendarOf } from './calendar-address.ts';
import {
  changeDelivery,
  type DeliveryRow,
  findDelivery,
  lockDelivery,
  unreadIds,
  unsealFor,
} from './delivery.store.ts';
import { codeMail, noticeMail } from './mails.ts';
import { CODE_TOPIC } from './set-delivery.ts';

export const DIGEST_TOPIC = 'notice.digest';
/** The digest lies there when the office opens. */
const DIGEST_HOUR = 7;
const HOUR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  hourCycle: 'h23',
});

type Mode = 'each' | 'digest';

interface Recipient {
  id: string;
  locale: 'zh' | 'en';
}

/** Accounts in this mode with a confirmed address, all or only those whom one of the principals stands for. */
function recipientsIn(ctx: Ctx, mode: Mode, principals?: readonly string[]): Promise<Recipient[]> {
  let query = ctx.trx
    .selectFrom('delivery as d')
    .innerJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('a.id', '=', 'd.account_id'),
    )
    .select(['a.id', 'a.locale'])
    .where('d.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('d.mode', '=', mode)
    .where('d.confirmed_at', 'is not', null)
    .where('a.closed_at', 'is', null);
  if (mode === 'digest') {
    query = query.where(sql<boolean>`d.digest_on is distinct from ${ctx.today}::date`);
  }
  if (principals) {
    query = query.where(
      sql<boolean>`(a.id = any (${principals}::uuid[]) or a.person_id = any (${principals}::uuid[])
        or a.unit_id = any (${principals}::uuid[]) or exists (
          select from role_grant g where g.jurisdiction_id = a.jurisdiction_id and g.account_id = a.id
            and g.organ_id = any (${principals}::uuid[]) and g.from_day <= ${ctx.today}::date
            and (g.to_day is null or g.to_day >= ${ctx.today}::date)))`,
    );
  }
  return query.execute() as Promise<Recipient[]>;
}

/** What the account would find unread, as it sees it itself, and what of it was mailed already. */
async function unreadOf(services: Services, j: number, accountId: string) {
  const actor = await actorOfAccount(services, j, accountId);
  return (
    actor &&
    services.db.transaction(actor.settings, async (trx) => {
      const [row, unread] = await Promise.all([findDelivery(trx, j, accountId), unreadIds(trx, j)]);
      return { unread, mailed: row?.mailed ?? [] };
    })
  );
}

/**
 * Mails one account what is new. The row is held while the mail server answers and changed only afterwards: a
 * mail may come twice after a crash, but none is lost, and of two workers one sends.
 */
async function mailTo(endpoints: Endpoints, j: number, mode: Mode, recipient: Recipient): Promise<void> {
  const { services } = endpoints;
  const found = await unreadOf(services, j, recipient.id);
  if (!found) return;
  await endpoints.runAsSystem(j, async (ctx) => {
    const row = await lockDelivery(ctx.trx, j, recipient.id);
    const address = addressOf(services, row);
    const wasSent = !isDeepStrictEqual(row.mailed, found.mailed);
    if (!address || !services.mailer || row.mode !== mode || wasSent) return;
    const due = mode === 'each' ? found.unread.filter((id) => !row.mailed.includes(id)) : found.unread;
    if (due.length > 0) {
      await services.mailer.send(noticeMail(address, recipient.locale, due.length, services.origin));
      const data = { mode, count: due.length };
      ctx.record({ type: 'notice.mailed', entity: 'delivery', entityId: recipient.id, data });
    }
    await changeDelivery(ctx.trx, j, recipient.id, { mailed: found.unread, digest_on: ctx.today });
  });
}

function addressOf({ keys }: Services, row: DeliveryRow): string | undefined {
  return row.confirmed_at && row.address_sealed
    ? unsealFor(keys, row.jurisdiction_id, row.account_id, row.address_sealed)
    : undefined;
}

async function sendCode(ctx: Ctx, accountId: string): Promise<void> {
  const { services } = ctx;
  const j = ctx.actor.jurisdictionId;
  const row = await lockDelivery(ctx.trx, j, accountId);
  if (!row.address_sealed || !row.code_sealed || !services.mailer) return;
  const [address, code] = [row.address_sealed, row.code_sealed].map((sealed) =>
    unsealFor(services.keys, j, accountId, sealed),
  );
  const account = await ctx.trx
    .selectFrom('account')
    .select('locale')
    .where('jurisdiction_id', '=', j)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  await services.mailer.send(codeMail(address!, account.locale as 'zh' | 'en', code!));
}

export const mailJobs = (endpoints: Endpoints): JobHandlers => {
  const { services } = endpoints;
  /** One transaction an account: a refused mail holds nobody else's up. */
  const mailAll = async (j: number, mode: Mode, principals?: readonly string[]) => {
    if (!services.mailer) return;
    const recipients = await endpoints.runAsSystem(j, (ctx) => recipientsIn(ctx, mode, principals));
    let failure: unknown;
    for (const recipient of recipients) {
      await mailTo(endpoints, j, mode, recipient).catch((error: unknown) => {
        failure = error;
      });
    }
    if (failure) throw failure;
  };
  return {
    [MAIL_TOPIC]: ({ jurisdiction, payload }) =>
      mailAll(jurisdiction, 'each', payload.principals as string[]),
    [DIGEST_TOPIC]: async ({ jurisdiction }) => {
      if (Number(HOUR.format(services.clock.now())) >= DIGEST_HOUR) await mailAll(jurisdiction, 'digest');
    },
    [CODE_TOPIC]: ({ jurisdiction, payload }) =>
      endpoints.runAsSystem(jurisdiction, (ctx) => sendCode(ctx, String(payload.accountId))),
    [END_CALENDAR_TOPIC]: async ({ jurisdiction, payload }) => {
      await endpoints.runAsSystem(jurisdiction, (ctx) => endCalendarOf(ctx, String(payload.accountId)));
    },
  };
};
