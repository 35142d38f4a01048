import type { Ctx } from '../context/context.ts';
import { newId } from '../db/id.ts';
import { json } from '../db/sql.ts';

export interface Notice {
  /** Accounts, units, persons or organs. */
  to: readonly string[];
  /** What kind of thing happened: `procedure.action`, or a kind with a text of its own. Never what it is about. */
  kind: string;
  params?: Record<string, unknown>;
  link?: string;
  /** The matter that it is of: shown to whoever sees that, as long as they do. */
  matter?: string;
}

/** Work that brings new notices to who wants them outside the platform too. */
export const MAIL_TOPIC = 'notice.mail';

/** Leaves a notice for each principal in this transaction; nobody is told of their own act. */
export function notify(ctx: Ctx, notice: Notice): void {
  const principals = [...new Set(notice.to)].filter((id) => id !== ctx.actor.accountId);
  if (principals.length === 0) return;
  ctx.send(
    ctx.trx.insertInto('notice').values(
      principals.map((principal) => ({
        jurisdiction_id: ctx.actor.jurisdictionId,
        id: newId(ctx.now.getTime()),
        principal_id: principal,
        kind: notice.kind,
        params: json(notice.params ?? {}),
        link: notice.link ?? null,
        matter_id: notice.matter ?? null,
        created_at: ctx.now,
      })),
    ),
  );
  if (ctx.services.mailer) ctx.later(MAIL_TOPIC, { principals });
}
