import { addDays, type Calendar, isWorkday } from '@plumbline/policy';
import { sql } from 'kysely';
import { addMaterial } from '../modules/dossier/index.ts';
import { actorOfAccount } from '../modules/identity/index.ts';
import { act, availableActions, beginMatter, findMatter } from '../modules/matter/index.ts';
import { systemSettings } from '../platform/access/system-actor.ts';
import { type Clock, dayOf } from '../platform/clock/clock.ts';
import { type Ctx, contextOf, type Services } from '../platform/context/context.ts';
import { AppError } from '../platform/errors/app-error.ts';
import { readCalendar } from '../platform/terms/calendar.store.ts';
import { BEGUN } from './begun-matters.ts';
import type { Cast, PlannedFact, PlannedMatter } from './planned-matter.ts';
import { uploadScan } from './upload-scan.ts';

const JURISDICTION = 1;
const MINUTE_MS = 60_000;

/**
 * Lets a few matters of the last weeks happen in the sample county as they happen in life: the commands of the API, each
 * by the account whose step it is and on the day on which it was taken. Expects the county to be loaded.
 */
export async function loadMatters(services: Services): Promise<void> {
  const past = new PastClock();
  const earlier = { ...services, clock: past };
  const cast = await castOf(services);
  const persons = await personsOf(services);
  const as = async <T>(username: string, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
    const actor = await actorOfAccount(earlier, JURISDICTION, cast.account(username));
    if (!actor) throw new Error(`The sample county has no account ${username}`);
    return services.db.transaction(actor.settings, (trx, send) => work(contextOf(earlier, actor, trx, send)));
  };
  const approveBy = async (id: string, reason: string | undefined) => {
    for (const who of ASKED)
      await as(who, async (ctx) => {
        const row = await findMatter(ctx.trx, JURISDICTION, id);
        if (row && (await availableActions(ctx, row)).includes('approval.approve'))
          await act(ctx, id, 'approval.approve', { reason });
      });
  };
  /** Entered by whoever handles it, and verified by a second person. */
  const enter = async (personId: string, { topic, content, gravity }: PlannedFact, day: string) => {
    const form = { date: day, kind: 'check', officers: ['罗志远'], topic, content, gravity };
    const { id, matterId } = await as('officer', (ctx) =>
      addMaterial(ctx, personId, { item: 'supervision-notes', form, occurredOn: day, title: topic }),
    );
    await as('reviewer', (ctx) => act(ctx, matterId, 'verify', {}));
    return id;
  };
  const play = async ({ procedure, person, facts = [], by, ago, data, steps }: PlannedMatter) => {
    const somebody = person ? persons.pop()! : NOBODY;
    past.set(cast.day(ago + 1));
    const known: string[] = [];
    for (const fact of facts) known.push(await enter(somebody.id, fact, cast.day(ago + 1)));
    const about = { ...cast, person: somebody, facts: known, scan: '' };
    const subjects = person ? [{ kind: 'person' as const, id: about.person.id }] : [];
    past.set(cast.day(ago));
    const { id } = await as(by, (ctx) => beginMatter(ctx, { procedure, subjects, data: data(about) }));
    for (const step of steps) {
      past.set(cast.day(step.ago));
      const scan = step.scanned ? await as(step.by, uploadScan) : '';
      const input = { data: step.data?.({ ...about, scan }), reason: step.reason };
      if (step.by === 'whoever') await approveBy(id, step.reason);
      else await as(step.by, (ctx) => act(ctx, id, step.action, input));
    }
  };
  for (const planned of BEGUN) {
    try {
      await play(planned);
    } catch (error) {
      // A pack that an office changed may want something else here; the county is of use without it.
      if (!(error instanceof AppError)) throw error;
      services.log.warn({ procedure: planned.procedure, code: error.code }, 'sample matter left out');
    }
  }
}

/** Ten in the morning of a day in China, and a minute later each time that it is set. */
class PastClock implements Clock {
  #at = 0;
  #minutes = 0;
  set(day: string): void {
    this.#at = Date.parse(`${day}T02:00:00.000Z`) + this.#minutes++ * MINUTE_MS;
  }
  now(): Date {
    return new Date(this.#at);
  }
}

/** Whom the authorities of the default pack may ask, in the order of their chains. */
const ASKED = ['head', 'orgdept', 'secretary'];

const NOBODY = { id: '', name: '' };

async function castOf({ db, packs, clock }: Services): Promise<Omit<Cast, 'person' | 'facts' | 'scan'>> {
  const pack = packs.of(JURISDICTION);
  const [calendar, accounts, organs] = await db.transaction(systemSettings(JURISDICTION, []), (trx) =>
    Promise.all([
      readCalendar(trx, JURISDICTION, pack),
      trx
        .selectFrom('account')
        .select(['id', 'username'])
        .where('jurisdiction_id', '=', JURISDICTION)
        .execute(),
      sql<{ account_id: string; organ_id: string }>`select account_id, organ_id from role_grant
        where jurisdiction_id = ${JURISDICTION} and organ_id is not null order by id`.execute(trx),
    ]),
  );
  const ids = new Map(accounts.map(({ id, username }) => [username, id]));
  const organOf = new Map(organs.rows.map((row) => [row.account_id, row.organ_id]));
  const named = (username: string) => {
    const id = ids.get(username);
    if (!id) throw new Error(`The sample county has no account ${username}`);
    return id;
  };
  const today = dayOf(clock.now());
  return {
    account: named,
    organOf: (username) => organOf.get(named(username))!,
    day: (ago) => workdayAt(calendar, today, -ago),
  };
}

function workdayAt(calendar: Calendar, from: string, steps: number): string {
  let day = from;
  for (let left = Math.abs(steps); left > 0; ) {
    day = addDays(day, Math.sign(steps));
    if (isWorkday(calendar, day)) left--;
  }
  return day;
}

/** People of no high rank who have no account of their own, always the same of a county. */
async function personsOf({ db }: Services): Promise<Cast['person'][]> {
  const { rows } = await db.transaction(systemSettings(JURISDICTION, []), (trx) =>
    sql<Cast['person']>`
      select p.id, p.name from person p
      join appointment a on a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id and a.to_day is null
      join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
      where p.jurisdiction_id = ${JURISDICTION}
        and not exists (select 1 from account c where c.jurisdiction_id = p.jurisdiction_id and c.person_id = p.id)
      group by p.id, p.name, p.birth_date
      having bool_and(t.tags = '{}')
      order by p.name, p.birth_date limit 20`.execute(trx),
  );
  return rows;
}
