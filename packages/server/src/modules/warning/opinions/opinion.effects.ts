import type { ActedEvent, Matter } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandler, EffectHandlers } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { kinOf, machineOfMatter } from '../../matter/index.ts';
import { measuresInForce, opinionsOf } from './measures.ts';
import { conclusionFaults, type InForce, nameFaults, signFaults, unsigned } from './opinion.rules.ts';
import {
  askedOf,
  insertNames,
  listNames,
  listSigns,
  saveConclusions,
  saveReply,
  saveSigns,
} from './opinion.store.ts';
import type { AskedName, ConclusionRow, RowFault, SignRow } from './opinion.types.ts';
import { placesOf } from './places.ts';
import { registeredOf } from './registered.ts';

/** Fields of the first form that the effects read; `checkPack` proves that it has the list. */
interface FirstForm {
  names: AskedName[];
  occasion?: string;
  /** Day by which whoever asks wants the reply. */
  neededOn?: string;
  /** Of a supplement: the reply that it supplements. */
  repliedTo?: string;
}

const faultsIn = (list: string, faults: readonly RowFault[]) =>
  invalid(
    ...faults.map(({ row, field, code, params }) => ({
      pointer: `/data/${list}/${row}/${field}`,
      code,
      ...(params ? { params } : {}),
    })),
  );

/**
 * `opinion.list`: the names stand in the request once each, numbered from one on, and are the matter's subjects, each under a
 * name of theirs; whoever asks leaves the time that the pack says.
 */
const keepNames: EffectHandler = async (ctx, { event, matter }) => {
  if (event.type !== 'begun') return;
  const { names, occasion = '', neededOn, repliedTo } = event.data as FirstForm;
  await refuseTooSoon(ctx, matter.custodian, neededOn);
  const persons = new Set(matter.subjects.map(({ id }) => id));
  const faults = names.flatMap(({ no, person }, row): RowFault[] => {
    if (no < 1 || names.findIndex((other) => other.no === no) !== row)
      return [{ row, field: 'no', code: 'opinion.twice', params: { no } }];
    if (names.findIndex((other) => other.person === person) !== row)
      return [{ row, field: 'person', code: 'opinion.twice', params: { no } }];
    return persons.has(person)
      ? []
      : [{ row, field: 'person', code: 'opinion.no-such-name', params: { no } }];
  });
  if (faults.length === 0 && names.length !== persons.size)
    throw invalid({ pointer: '/data/names', code: 'opinion.names' });
  // What was replied to under a name goes on under it.
  if (repliedTo === undefined)
    faults.push(
      ...nameFaults(
        names,
        await registeredOf(
          ctx,
          names.map(({ person }) => person),
        ),
      ),
    );
  if (faults.length > 0) throw faultsIn('names', faults);
  insertNames(ctx, matter.id, names, { occasion, rootId: repliedTo ?? matter.id });
};

/**
 * Whoever registers a request may read the dossiers of those it is about: an opinion is given on one's own people, and what is in
 * force about others can't be found out by asking. Who has none yet may be asked about by everybody.
 * @throws 400
 */
async function refuseOutOfReach(ctx: Ctx, { event }: EffectCall): Promise<void> {
  if (event.type !== 'begun') return;
  const { names } = event.data as FirstForm;
  const persons = names.map(({ person }) => person);
  const [seen, kept] = [await keptDossiers(ctx, persons), await asPlatform(keptDossiers)(ctx, persons)];
  const faults = names.flatMap(({ no, person }, row): RowFault[] =>
    kept.has(person) && !seen.has(person)
      ? [{ row, field: 'person', code: 'opinion.out-of-reach', params: { no } }]
      : [],
  );
  if (faults.length > 0) throw faultsIn('names', faults);
}

/** Of these persons those whose dossier the caller sees. */
async function keptDossiers(ctx: Ctx, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await ctx.trx
    .selectFrom('dossier')
    .select('subject_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', 'in', [...new Set(personIds)])
    .execute();
  return new Set(rows.map(({ subject_id }) => subject_id));
}

/** Nobody is hurried: the day by which the reply is wanted leaves the time that signing and approval take. @throws 400 */
async function refuseTooSoon(ctx: Ctx, organId: string, neededOn: string | undefined): Promise<void> {
  const notice = opinionsOf(ctx)?.notice;
  if (notice === undefined || neededOn === undefined) return;
  const earliest = (await ctx.due(notice, ctx.today, organId))?.day;
  if (earliest !== undefined && neededOn < earliest)
    throw invalid({ pointer: '/data/neededOn', code: 'opinion.too-soon', params: { text: earliest } });
}

/** What is in force about the names of a matter, by their number. */
async function inForceOf(ctx: Ctx, matter: Matter, names: readonly AskedName[]): Promise<InForce> {
  const measures = await measuresInForce(
    ctx,
    names.map(({ person }) => person),
    matter.custodian,
  );
  return new Map(names.map(({ no, person }) => [no, measures.get(person) ?? []]));
}

/** `opinion.sign`: a department signs some or all names; who is near to one of them never signs it (P14). */
const sign: EffectHandler = async (ctx, { event, matter }) => {
  if (event.type !== 'acted') return;
  const rows = (event.data as { signed: SignRow[] }).signed;
  const names = (await listNames(ctx, matter.id)).map(askedOf);
  const person = event.person;
  const [inForce, kin, signs] = await Promise.all([
    inForceOf(ctx, matter, names),
    person === undefined ? new Map<string, string[]>() : kinOf(ctx, matter.subjects),
    listSigns(ctx, matter.id),
  ]);
  const near = new Set(
    names.flatMap((one) =>
      person !== undefined && (one.person === person || kin.get(one.person)?.includes(person))
        ? [one.person]
        : [],
    ),
  );
  const stayedOut = new Set(
    signs.filter((one) => one.account === event.account && one.result === 'recused').map(({ no }) => no),
  );
  const faults = signFaults(rows, names, inForce, { near, stayedOut });
  if (faults.length > 0) throw faultsIn('signed', faults);
  saveSigns(ctx, matter.id, { place: event.as, account: event.account }, rows);
};

/** What is wrong with the conclusions as the day stands. */
async function faultsOf(ctx: Ctx, call: EffectCall, rows: readonly ConclusionRow[]): Promise<RowFault[]> {
  const { matter } = call;
  const stored = await listNames(ctx, matter.id);
  const names = stored.map(askedOf);
  const [inForce, signs] = await Promise.all([inForceOf(ctx, matter, names), listSigns(ctx, matter.id)]);
  const { conclusions = [] } = opinionsOf(ctx) ?? {};
  return conclusionFaults(rows, { names, inForce, signs, conclusions, occasion: stored[0]?.occasion ?? '' });
}

/** `opinion.conclude`: every department has signed every name, and each conclusion rests on what is in force. */
const conclude: EffectHandler = async (ctx, call) => {
  const { event, matter, before } = call;
  if (event.type !== 'acted' || !before) return;
  const places = placesOf(await machineOfMatter(ctx, before));
  const names = (await listNames(ctx, matter.id)).map(askedOf);
  const left = unsigned(names, places, await listSigns(ctx, matter.id));
  if (left.size > 0) {
    const nos = [...new Set([...left.values()].flat())].sort((a, b) => a - b);
    throw invalid({
      pointer: '/data/conclusions',
      code: 'opinion.unsigned',
      params: { nos: nos.join('、') },
    });
  }
  const { conclusions } = event.data as { conclusions: ConclusionRow[] };
  const faults = await faultsOf(ctx, call, conclusions);
  if (faults.length > 0) throw faultsIn('conclusions', faults);
  saveConclusions(ctx, matter.id, conclusions);
};

const concludedIn = (matter: Matter): ConclusionRow[] =>
  (matter.data as { conclusions?: ConclusionRow[] }).conclusions ?? [];

/** `opinion.check`: what was drafted still holds today, when approval is asked and when the letter goes out. @throws 400 */
const check: EffectHandler = async (ctx, call) => {
  const rows = concludedIn(call.matter);
  const faults = await faultsOf(ctx, call, rows);
  if (faults.length === 0) return;
  const nos = faults.map(({ row }) => rows[row]!.no).sort((a, b) => a - b);
  throw invalid({ code: 'opinion.outdated', params: { nos: nos.join('、') } });
};

/** `opinion.reply`: what was in force when the letter went out, and what of it the letter rests on. */
const reply: EffectHandler = async (ctx, { event, matter }) => {
  if ((event as ActedEvent).type !== 'acted') return;
  const names = (await listNames(ctx, matter.id)).map(askedOf);
  const inForce = await inForceOf(ctx, matter, names);
  saveReply(
    ctx,
    matter.id,
    concludedIn(matter).map(({ no, grounds = [] }) => {
      const measures = inForce.get(no) ?? [];
      return {
        no,
        seen: measures.map(({ key }) => key),
        rested: measures
          .filter(({ key }) => grounds.includes(key))
          .map(({ key, what, until }) => ({ key, what, until })),
      };
    }),
  );
};

// Whoever takes a step need not see every dossier: what is in force counts whoever sees it.
export const opinionEffects: EffectHandlers = {
  'opinion.list': async (ctx, call) => {
    await refuseOutOfReach(ctx, call);
    await asPlatform(keepNames)(ctx, call);
  },
  'opinion.sign': asPlatform(sign),
  'opinion.conclude': asPlatform(conclude),
  'opinion.check': asPlatform(check),
  'opinion.reply': asPlatform(reply),
};
