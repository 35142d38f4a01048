import type { SubjectRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { json } from '../../platform/db/sql.ts';
import { forbidden } from '../../platform/errors/app-error.ts';
import {
  CLUE_ITEMS,
  ensureDossier,
  fileLinkedMaterials,
  moveMaterial,
  type Place,
  showDossiers,
} from '../dossier/index.ts';

/** A clue as it is filed; the form is that of its registration. */
export interface FiledClue {
  materialId: string;
  matterId: string;
  status: string;
  subject: SubjectRef;
  number: string;
  form: Record<string, unknown>;
  title: string;
  source: string;
  sourceOrganId: string | null;
  occurredOn: string;
  receivedOn: string;
  /** Who is kept out of it besides its subject. */
  barred: readonly string[];
}

/** The places of the subjects' dossiers; those that have none get one, which goes again when the entry does. */
export async function placesOf(
  ctx: Ctx,
  subjects: readonly SubjectRef[],
  known: Map<string, Place> = new Map(),
): Promise<Map<string, Place>> {
  const wanted = new Map(subjects.filter(({ id }) => !known.has(id)).map((subject) => [subject.id, subject]));
  if (!wanted.size) return known;
  const { rows } = await sql<{ id: string; organ_id: string; classification: number }>`
    select s.id, d.organ_id, d.classification
    from unnest(${[...wanted.keys()]}::uuid[]) s (id) cross join lateral app.dossier_place(s.id) d`.execute(
    ctx.trx,
  );
  if (rows.length)
    showDossiers(
      ctx,
      rows.map((row) => row.id),
    );
  for (const row of rows) known.set(row.id, { organId: row.organ_id, classification: row.classification });
  for (const [id, subject] of wanted)
    if (!known.has(id)) known.set(id, await ensureDossier(ctx, subject, { byFiling: true }));
  return known;
}

/** Files clues into their subjects' dossiers, where they share the clue's life. Nobody outside the clue rooms sees one before it is established. */
export function fileClues(ctx: Ctx, clues: readonly FiledClue[], places: ReadonlyMap<string, Place>): void {
  fileLinkedMaterials(
    ctx,
    clues.map((clue) => {
      const place = places.get(clue.subject.id)!;
      return {
        id: clue.materialId,
        subject: clue.subject,
        item: CLUE_ITEMS[clue.subject.kind],
        form: formOf(ctx, clue),
        title: clue.title,
        source: clue.source,
        sourceOrganId: clue.sourceOrganId,
        occurredOn: clue.occurredOn,
        receivedOn: clue.receivedOn,
        matter: { id: clue.matterId, status: clue.status },
        visibility: {
          organId: place.organId,
          classification: place.classification,
          room: 1 as const,
          barred: clue.barred,
          concernsPersonId: clue.subject.kind === 'person' ? clue.subject.id : null,
          sealedUnitId: clue.subject.kind === 'unit' ? clue.subject.id : null,
        },
      };
    }),
  );
}

/** The entry says what its form asks for: what is alleged, and never by whom, by which way or with what it came. */
function formOf(
  ctx: Ctx,
  { number, form, subject }: Pick<FiledClue, 'number' | 'form' | 'subject'>,
): Record<string, unknown> {
  const item = ctx.pack.catalogue.items.find(({ code }) => code === CLUE_ITEMS[subject.kind]);
  const { properties = {} } = ctx.pack.forms[item?.form ?? ''] as { properties?: Record<string, unknown> };
  return Object.fromEntries(Object.entries({ number, ...form }).filter(([field]) => field in properties));
}

/** The entry goes with its clue to another subject. @throws 403 when the mover can't reach the entry */
export async function moveFiled(ctx: Ctx, matterId: string, to: SubjectRef, reason: string): Promise<void> {
  const moved = await moveMaterial(ctx, { matterId, to, item: CLUE_ITEMS[to.kind], reason });
  // A clue that moved without its entry would leave the innocent person's dossier as it was.
  if (moved === 0) throw forbidden('clue.move');
  ctx.send({
    compile: () =>
      sql`update material set sealed_unit_id = ${to.kind === 'unit' ? to.id : null}
        where jurisdiction_id = ${ctx.actor.jurisdictionId} and matter_id = ${matterId}`.compile(ctx.trx),
  });
}

/** The entry says what its clue says. */
export function correctFiled(ctx: Ctx, clue: Omit<FiledClue, 'status' | 'sourceOrganId' | 'barred'>): void {
  ctx.send(
    ctx.trx
      .updateTable('material')
      .set({
        form: json(formOf(ctx, clue)),
        title: clue.title,
        source: clue.source,
        occurred_on: clue.occurredOn,
        received_on: clue.receivedOn,
      })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      // A volume that was filed shares the matter, and says what it said.
      .where('id', '=', clue.materialId),
  );
}

/**
 * An established entry is a fact of the dossier, open to who may open it; until then it stays in the clue rooms. Whoever
 * is kept out of the clue is kept out of it.
 */
export function placeFiled(
  ctx: Ctx,
  materialId: string,
  { established, barred }: { established: boolean; barred: readonly string[] },
): void {
  ctx.send(
    ctx.trx
      .updateTable('material')
      .set({ room: established ? 0 : 1, barred: [...barred] })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', materialId)
      // What is set aside stays where it is.
      .where('room', '<', 2),
  );
}
