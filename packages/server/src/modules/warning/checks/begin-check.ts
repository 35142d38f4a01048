import type { Pack, PersonRef } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { beginByPlatform, findMatter, type MatterRow, toEngine } from '../../matter/index.ts';
import type { LetterRow } from './spot-check.store.ts';

/** The procedure by which answers are checked: the one whose beginning says so. */
function procedureOf({ procedures }: Pack): string {
  const found = Object.values(procedures).find(({ begin }) => begin.effects.includes('answer-check.begin'));
  if (!found) throw new Error('the pack has no procedure that checks answers');
  return found.procedure;
}

/**
 * Begins the check of a letter that was drawn, seen as narrowly as the letter, without those who worked on the letter or had to
 * stay out of it. Gives its id; null for a letter that was set aside since it was listed.
 */
export async function beginCheck(ctx: Ctx, letter: LetterRow, custodian: string): Promise<string | null> {
  const row = await findMatter(ctx.trx, ctx.actor.jurisdictionId, letter.letter_id);
  if (!row || row.room > 1) return null;
  const { id } = await beginByPlatform(ctx, {
    procedure: procedureOf(ctx.pack),
    custodian,
    subjects: toEngine(row).subjects,
    data: {
      letter: letter.letter_id,
      letterNumber: letter.letter_number,
      spotCheck: letter.spot_check_id,
    },
    classification: row.classification,
    room: row.room > 0 ? 1 : 0,
    recusals: await workedOn(ctx, row),
  });
  return id;
}

/** Who handled the letter, took a step on it or stays out of it; not its subject, and not whoever only approved. */
async function workedOn(ctx: Ctx, row: MatterRow): Promise<PersonRef[]> {
  const { acts, parties, recusals, subjects } = toEngine(row);
  const handlers = (parties.handler ?? []).filter(({ kind }) => kind === 'account').map(({ id }) => id);
  const known = handlers.length
    ? await ctx.trx
        .selectFrom('account')
        .select(['id', 'person_id'])
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', 'in', handlers)
        .execute()
    : [];
  const all: PersonRef[] = [
    ...recusals,
    ...known.map(({ id, person_id }) => ({ account: id, ...(person_id ? { person: person_id } : {}) })),
    ...acts.filter(({ action, account }) => !action.startsWith('approval.') && UUID.test(account)),
  ].map(({ account, person }) => (person ? { account, person } : { account }));
  const persons = new Set(subjects.map(({ id }) => id));
  return [
    ...new Map(
      all.filter(({ person }) => !person || !persons.has(person)).map((one) => [one.account, one]),
    ).values(),
  ];
}

const UUID = /^[0-9a-f-]{36}$/;
