import { randomFillSync } from 'node:crypto';
import { commitment, type Json, newSalt } from '@plumbline/ledger';
import type { Insertable } from 'kysely';
import { newId } from '../db/id.ts';
import type { Event } from '../db/schema.gen.ts';
import { json } from '../db/sql.ts';

/** One act to be proved later. `data` carries enough to rebuild the record; nothing secret in clear. */
export interface EventInput {
  /** `open` for content that was looked at, `write` for everything else. */
  kind?: 'write' | 'open';
  /** What happened, dotted: `person.created`, `material.moved`, `dossier.opened`. */
  type: string;
  entity: string;
  entityId: string | null;
  /** The person or unit whom it concerns. */
  subjectId?: string | null;
  matterId?: string | null;
  organId?: string | null;
  data?: Record<string, unknown>;
}

interface Author {
  jurisdictionId: number;
  accountId: string | null;
  organId: string | null;
}

/**
 * The row of an event with its salted commitment (domain tag, salt, canonical JSON of the envelope): once
 * the log is sealed, the leaf is the commitment, so that content can be erased by law without breaking it.
 */
export function eventRow(author: Author, now: Date, input: EventInput): Insertable<Event> {
  const id = newId(now.getTime());
  const kind = input.kind ?? 'write';
  const organId = input.organId ?? author.organId;
  const data = JSON.parse(JSON.stringify(input.data ?? {})) as Record<string, Json>;
  const salt = newSalt(randomFillSync);
  const envelope: Json = {
    id,
    jurisdiction: author.jurisdictionId,
    at: now.toISOString(),
    account: author.accountId || null,
    organ: organId,
    kind,
    type: input.type,
    entity: input.entity,
    entityId: input.entityId,
    subject: input.subjectId ?? null,
    matter: input.matterId ?? null,
    data,
  };
  return {
    jurisdiction_id: author.jurisdictionId,
    id,
    at: now,
    account_id: author.accountId || null,
    organ_id: organId,
    kind,
    type: input.type,
    entity: input.entity,
    entity_id: input.entityId,
    subject_id: input.subjectId ?? null,
    matter_id: input.matterId ?? null,
    data: json(data),
    salt: Buffer.from(salt),
    commitment: Buffer.from(commitment(salt, envelope)),
  };
}
