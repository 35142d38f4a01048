import {
  addLength,
  type Due,
  dayInZone,
  limitOn,
  type Matter,
  type MatterEvent,
  type Pack,
  type Service,
  type TermRules,
} from '@plumbline/policy';
import type { FastifyBaseLogger } from 'fastify';
import type { Selectable } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { may } from '../access/actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Database, Send, Trx } from '../db/database.ts';
import { newId } from '../db/id.ts';
import type { Matter as MatterTable } from '../db/schema.gen.ts';
import { json } from '../db/sql.ts';
import { forbidden } from '../errors/app-error.ts';
import type { Keys } from '../files/keys.ts';
import type { FileStore } from '../files/store.ts';
import { type EventInput, eventRow } from '../ledger/event.ts';
import type { Mailer } from '../notices/mailer.ts';
import { type JurisdictionRules, readTermRules } from '../terms/term-rules.ts';

/** What the whole server shares. */
export interface Services {
  db: Database;
  clock: Clock;
  keys: Keys;
  files: FileStore;
  packs: PackRegistry;
  log: FastifyBaseLogger;
  /** Origin under which browsers reach the server, for passkeys. */
  origin: string;
  /** Undefined while no mail server is set: notices stay in the platform then. */
  mailer?: Mailer | undefined;
  /** What the modules do when a pack names an effect. */
  effects: EffectHandlers;
  /** What the modules keep in step with every step of a service's matters, whatever effects the pack names. */
  projections: Partial<Record<Service, EffectHandler[]>>;
  /** What is seen like a service's matter, when who sees that changes without a step. */
  sights: Partial<Record<Service, SightHandler>>;
  /** Who may read what a service's matters say; left out: whoever sees them. */
  guards: Partial<Record<Service, Guard>>;
  /** What a service's own record says now, where a form of its matters goes on with it. */
  records: Partial<Record<Service, RecordHandler>>;
  /** Folder for uploads that are under way. */
  uploads: string;
  /** Drops what is remembered of sessions in this process; others hear it over the database. */
  forgetSessions: () => void;
}

export interface PackRegistry {
  /** The pack in force in the jurisdiction. */
  of(jurisdictionId: number): Pack;
  /** A version installed at any time. @throws when it was never installed */
  version(code: string, version: string): Promise<Pack>;
  /** Every pack in the version in force. */
  installed(): readonly Pack[];
  /** Whether a version ships with this build. */
  isShipped(code: string, version: string): boolean;
  /** Reads anew which jurisdiction uses which pack; called after one was set up. */
  refresh(): Promise<void>;
  /** Puts a version in force on every server of the database. @throws when its number is taken by another content */
  install(pack: Pack, now: Date): Promise<void>;
  /** Jurisdictions that follow the pack. */
  followers(code: string): number[];
}

/** One read or write of one actor, inside one transaction. */
export interface Ctx {
  readonly actor: Actor;
  readonly trx: Trx;
  readonly now: Date;
  /** Today's calendar day in the time zone of the pack. */
  readonly today: string;
  readonly pack: Pack;
  /** Language of the caller. */
  readonly locale: 'zh' | 'en';
  readonly services: Services;
  readonly log: FastifyBaseLogger;
  /** Writes a ledger event in this transaction; it travels with COMMIT. */
  record(event: EventInput): void;
  /** Leaves work for after the commit. */
  later(topic: string, payload: Record<string, unknown>): void;
  /** Runs in this process once the transaction is committed. */
  after(work: () => void): void;
  /** Sends a statement whose answer nobody waits for; its failure fails the transaction. */
  readonly send: Send;
  /** Calendar and limits by which an organ's terms are counted; of the jurisdiction alone with null. */
  terms(organId?: string | null): Promise<TermRules>;
  /**
   * The last day of a limit of the pack that opens on `from` (today, unless told) for an organ (the caller's,
   * unless told). Undefined when the pack has no such limit, or none with a length.
   */
  due(limit: string, from?: string, organId?: string | null): Promise<Due | undefined>;
  may(permission: string, organId?: string): boolean;
  /** @throws 403 when the permission is not held (for that organ) */
  need(permission: string, organId?: string): void;
}

/** A step that was just decided and saved, as an effect sees it. */
export interface EffectCall {
  matter: Matter;
  /** The service of the platform that runs on the matter's procedure. */
  service: Service | undefined;
  event: MatterEvent;
  /** Status of the pack that the new state belongs to. */
  status: string;
  /** The row as it was before the step; undefined for a beginning. */
  before: Selectable<MatterTable> | undefined;
}

/** Gives the rows that are seen like a matter its readers and who is barred from it. */
export type SightHandler = (
  ctx: Ctx,
  matterId: string,
  sight: { readers: readonly string[]; barred: readonly string[] },
) => Promise<void>;

/** Refuses a matter to whoever sees that it is there and may not read it. @throws 403 */
export type Guard = (ctx: Ctx, matter: { id: string }) => Promise<void>;

/** What the record of a matter says now by the fields of its forms: other steps than theirs may have changed it. */
export type RecordHandler = (ctx: Ctx, matterId: string) => Promise<Record<string, unknown>>;

/** Carries out what the pack names in an action's `effects`, in the action's own transaction. */
export type EffectHandler = (ctx: Ctx, call: EffectCall) => Promise<void>;
export type EffectHandlers = Partial<Record<string, EffectHandler>>;

/** Builds the context of one transaction. */
export function contextOf(
  services: Services,
  actor: Actor,
  trx: Trx,
  send: Send,
  call: { afterCommit?: (() => void)[]; locale?: 'zh' | 'en' } = {},
): Ctx {
  const now = services.clock.now();
  const pack = services.packs.of(actor.jurisdictionId);
  const today = dayInZone(now, pack.head.calendar.zone);
  let rules: Promise<JurisdictionRules> | undefined;
  const terms = async (organId: string | null = actor.organId) => {
    rules ??= readTermRules(trx, actor.jurisdictionId, pack);
    return (await rules).of(organId);
  };
  return {
    actor,
    trx,
    locale: call.locale ?? actor.locale,
    now,
    today,
    pack,
    services,
    log: services.log,
    send,
    after: (work) => void call.afterCommit?.push(work),
    record: (event) => send(trx.insertInto('event').values(eventRow(actor, now, event))),
    later: (topic, payload) =>
      send(
        trx.insertInto('outbox').values({
          jurisdiction_id: actor.jurisdictionId,
          id: newId(),
          topic,
          payload: json(payload),
          created_at: now,
        }),
      ),
    terms,
    due: async (limit, from = today, organId = actor.organId) => {
      const { limits, calendar } = await terms(organId);
      const length = limitOn(limits, limit, from)?.length;
      return length && addLength(from, length, calendar);
    },
    may: (permission, organId) => may(actor, permission, organId),
    need: (permission, organId) => {
      if (!may(actor, permission, organId)) throw forbidden(permission);
    },
  };
}
