import { checkCreditCode } from '@plumbline/contract/identifiers';
import type { Written } from '@plumbline/contract/registry-common';
import type { NewUnit, UnitChange } from '@plumbline/contract/registry-units';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import { columns, expectVersion, Faults, warning, written } from './checks.ts';
import { custodianOfUnit } from './custody.rules.ts';
import { custodyFacts } from './custody.store.ts';
import { keepingCustody } from './custody-guard.ts';
import { followLater } from './follow-subjects.ts';
import { needDossiers, refuseOwnFacts } from './own-facts.ts';
import { spellingOf } from './pinyin.ts';
import { openDossier } from './subject-entry.ts';
import { traitsOf } from './traits.ts';
import type { UnitRow } from './unit-list.ts';

type Fields = Partial<NewUnit>;

/** The credit code as it is kept, or null; a wrong one is a fault that says what is wrong with it. */
function creditCodeOf(faults: Faults, text: string | null | undefined): string | null {
  if (!text) return null;
  const check = checkCreditCode(text);
  if (check.ok) return check.value;
  faults.add('/creditCode', `credit-code.${check.code}`);
  return null;
}

function checkUnit(ctx: Ctx, fields: Fields): string | null {
  const faults = new Faults();
  faults.code('/kind', ctx.pack.unitKinds, fields.kind);
  faults.code('/industry', ctx.pack.industries, fields.industry);
  faults.codes('/tags', ctx.pack.unitTags, fields.tags);
  const code = creditCodeOf(faults, fields.creditCode);
  faults.refuse();
  return code;
}

function warningsOf(ctx: Ctx, kind: string, creditCode: string | null) {
  const prefix = ctx.pack.unitKinds.find((entry) => entry.code === kind)?.creditCodePrefix;
  return prefix && creditCode && !creditCode.startsWith(prefix)
    ? [warning(ctx, 'credit-code.unusual-prefix', { prefix })]
    : [];
}

/** Enters a unit with its dossier. @throws 400, 409 `duplicate` when the credit code is taken */
export async function createUnit(ctx: Ctx, fields: NewUnit): Promise<Written> {
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const creditCode = checkUnit(ctx, fields);
  const id = newId(ctx.now.getTime());
  const [parent, facts] = await Promise.all([
    fields.parentId ? findUnit(ctx, fields.parentId) : null,
    custodyFacts(trx, j, traitsOf(ctx.pack), ctx.today),
  ]);
  if (fields.parentId && !parent) throw invalid({ pointer: '/parentId', code: 'unknown-reference' });
  const row = {
    jurisdiction_id: j,
    id,
    name: fields.name,
    name_en: fields.nameEn ?? null,
    aliases: fields.aliases ?? [],
    kind: fields.kind,
    industry: fields.industry ?? null,
    tags: fields.tags ?? [],
    credit_code: creditCode,
    parent_id: fields.parentId ?? null,
    active_from: fields.activeFrom ?? null,
    ...spellingOf(fields.name),
  };
  const inserted = await trx
    .insertInto('unit')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw await creditCodeTaken(ctx, creditCode);
  const organId = (parent && custodianOfUnit(parent.id, facts)) ?? ctx.actor.organId;
  if (!organId) throw invalid({ pointer: '/parentId', code: 'no-custodian' });
  openDossier(
    ctx,
    { kind: 'unit', id, title: row.name, body: [row.name_en, ...row.aliases, creditCode] },
    organId,
  );
  ctx.record({ type: 'unit.created', entity: 'unit', entityId: id, subjectId: id, data: { after: row } });
  return written(id, 1, warningsOf(ctx, row.kind, creditCode));
}

/** Changes a unit. @throws 404, 400, 403 when dossiers would go to another organ's, 409 `stale-version` or `duplicate` */
export async function editUnit(ctx: Ctx, id: string, change: UnitChange): Promise<Written> {
  const creditCode = checkUnit(ctx, change);
  const before = expectVersion(found(await lockUnit(ctx, id)), change.version);
  if (change.parentId) await refuseCycle(ctx, id, change.parentId);
  const set = {
    ...columns(change, {
      name: 'name',
      nameEn: 'name_en',
      aliases: 'aliases',
      kind: 'kind',
      industry: 'industry',
      tags: 'tags',
      parentId: 'parent_id',
      activeFrom: 'active_from',
    }),
    ...(change.creditCode === undefined ? {} : { credit_code: creditCode }),
    ...(change.name ? spellingOf(change.name) : {}),
  } as Partial<UnitRow>;
  if (set.credit_code && set.credit_code !== before.credit_code) await refuseTaken(ctx, set.credit_code);
  const save = () => updateUnit(ctx, before, set, 'unit.changed');
  const moves = set.parent_id !== undefined && set.parent_id !== before.parent_id;
  const version = moves ? await keepingCustody(ctx, { units: [id] }, save) : await save();
  const kind = set.kind ?? before.kind;
  return written(id, version, warningsOf(ctx, kind, set.credit_code ?? before.credit_code));
}

/** Saves and records; what hangs on the unit follows. Gives the new version. */
export async function updateUnit(
  ctx: Ctx,
  before: UnitRow,
  set: Partial<UnitRow>,
  type: string,
): Promise<number> {
  await refuseOwnFacts(ctx, { units: [before.id] });
  await needDossiers(ctx, [before.id]);
  const version = before.version + 1;
  await ctx.trx
    .updateTable('unit')
    .set({ ...set, version })
    .where('jurisdiction_id', '=', before.jurisdiction_id)
    .where('id', '=', before.id)
    .execute();
  const was = Object.fromEntries(Object.keys(set).map((key) => [key, before[key as keyof UnitRow]]));
  ctx.record({
    type,
    entity: 'unit',
    entityId: before.id,
    subjectId: before.id,
    data: { before: was, after: set, version },
  });
  followLater(ctx, { units: [before.id] });
  return version;
}

export const lockUnit = (ctx: Ctx, id: string): Promise<UnitRow | undefined> =>
  ctx.trx
    .selectFrom('unit')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

const findUnit = (ctx: Ctx, id: string) =>
  ctx.trx
    .selectFrom('unit')
    .select(['id', 'parent_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();

/** A unit can't stand below itself. */
async function refuseCycle(ctx: Ctx, id: string, parentId: string): Promise<void> {
  const { parents } = await custodyFacts(ctx.trx, ctx.actor.jurisdictionId, traitsOf(ctx.pack), ctx.today);
  if (!parents.has(parentId)) throw invalid({ pointer: '/parentId', code: 'unknown-reference' });
  const seen = new Set<string>();
  for (let at: string | null | undefined = parentId; at && !seen.has(at); at = parents.get(at)) {
    if (at === id) throw invalid({ pointer: '/parentId', code: 'unit-below-itself' });
    seen.add(at);
  }
}

async function refuseTaken(ctx: Ctx, creditCode: string): Promise<void> {
  const taken = await findByCreditCode(ctx, creditCode);
  if (taken) throw duplicate(taken);
}

const findByCreditCode = (ctx: Ctx, creditCode: string | null) =>
  ctx.trx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('credit_code', '=', creditCode)
    .executeTakeFirst();

const duplicate = (unit: { id: string; name: string } | undefined) =>
  new AppError('duplicate', {
    params: { detail: 'credit-code.taken' },
    ...(unit ? { changed: { unit } } : {}),
  });

const creditCodeTaken = async (ctx: Ctx, creditCode: string | null) =>
  duplicate(await findByCreditCode(ctx, creditCode));
