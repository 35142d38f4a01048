import type { getActionSchema, getProcedure, listProcedures } from '@plumbline/contract/procedure';
import type { Params, Reply } from '@plumbline/contract/route';
import {
  BEGIN,
  entryOn,
  type Locale,
  localiseForm,
  type Pack,
  type Procedure,
  phaseOf,
  pick,
  type Term,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { notFound } from '../../platform/errors/app-error.ts';
import { organsFor } from './begin-matter.ts';
import { namesOf } from './names.ts';
import { machineInForce } from './procedures.ts';
import { limitWords } from './term-words.ts';
import { viewRules } from './view-rules.ts';

/** Procedures of the pack in force that people begin themselves. */
export async function viewProcedures(ctx: Ctx): Promise<Reply<typeof listProcedures>> {
  const own = Object.values(ctx.pack.procedures).filter(
    (procedure) => procedure.service === undefined && procedure.begin.by.some((one) => one !== 'system'),
  );
  const organs = own.map((procedure) => organsFor(ctx, machineInForce(ctx.pack, procedure.procedure)));
  const names = await namesOf(
    ctx,
    organs.flat().map((id) => ({ kind: 'organ' as const, id })),
  );
  const { locale, pack } = ctx;
  return {
    items: own.map((procedure, i) => {
      const work = pack.workKinds.find((kind) => kind.code === procedure.work);
      return {
        code: procedure.procedure,
        version: pack.head.version,
        title: pick(procedure.title, locale),
        note: procedure.note ? pick(procedure.note, locale) : null,
        work: work ? pick(work.title, locale) : null,
        subjects: procedure.subjects,
        organs: organs[i]!.map((id) => ({ id, name: names.get(id) ?? '' })),
        form: procedure.begin.form ? (pack.forms[procedure.begin.form] ?? null) : null,
      };
    }),
  };
}

/** The pack of the jurisdiction in one of its versions. @throws 404 */
async function packIn(ctx: Ctx, version: string): Promise<Pack> {
  if (version === ctx.pack.head.version) return ctx.pack;
  return ctx.services.packs.version(ctx.pack.head.code, version).catch(() => {
    throw notFound();
  });
}

async function procedureIn(ctx: Ctx, { procedure, version }: Params<typeof getProcedure>) {
  const pack = await packIn(ctx, version);
  const found = Object.hasOwn(pack.procedures, procedure) ? pack.procedures[procedure] : undefined;
  if (!found) throw notFound();
  return { pack, procedure: found };
}

/** A procedure as a picture. @throws 404 */
export async function viewProcedure(
  ctx: Ctx,
  params: Params<typeof getProcedure>,
): Promise<Reply<typeof getProcedure>> {
  const { pack, procedure } = await procedureIn(ctx, params);
  const { limits } = await ctx.terms(null);
  return pictureOf(ctx, pack, procedure, limits.entries);
}

/** A procedure of a pack as a picture, its terms with the limits of `entries`. */
export function pictureOf(
  { locale, today }: Pick<Ctx, 'locale' | 'today'>,
  pack: Pack,
  procedure: Procedure,
  entries: readonly Term[],
): Reply<typeof getProcedure> {
  return {
    code: procedure.procedure,
    version: pack.head.version,
    title: pick(procedure.title, locale),
    note: procedure.note ? pick(procedure.note, locale) : null,
    rules: viewRules(pack, procedure.rules, locale),
    initial: procedure.initial,
    states: Object.entries(procedure.states).map(([code, state]) => ({
      code,
      title: pick(state.title, locale),
      final: state.final,
      phase: phaseOf(procedure, code),
    })),
    actions: Object.entries(procedure.actions).map(([code, action]) => {
      const authority = pack.authorities?.find((one) => one.code === action.approval);
      const template = pack.templates?.templates.find((one) => one.code === action.document);
      return {
        code,
        title: pick(action.title, locale),
        from: action.from,
        to: [...new Set([action.to, ...Object.values(action.toBy ?? {}), action.rejectedTo])].filter(
          (one) => one !== undefined,
        ),
        by: action.by.map((relation) => relationTitle(locale, procedure, relation)),
        approval: authority ? pick(authority.title, locale) : null,
        document: template ? pick(template.title, locale) : null,
      };
    }),
    terms: Object.entries(procedure.terms ?? {}).map(([code, term]) => {
      const entry = entryOn(entries, term.limit ?? term.due?.atMost ?? '', today);
      return {
        code,
        title: pick(term.title, locale),
        limit: limitWords(pack, procedure, code, entry, locale),
        length: entry?.length ?? null,
        source: entry ? pick(entry.source, locale) : '',
        standing: entry?.standing ?? null,
        rules: viewRules(pack, entry?.rules, locale),
      };
    }),
  };
}

const RELATIONS: Readonly<Record<string, { zh: string; en: string }>> = {
  custodian: { zh: '承办机关', en: 'The organ that keeps it' },
  author: { zh: '发起人', en: 'Whoever began it' },
  receiver: { zh: '接收方', en: 'The receiver' },
  contributor: { zh: '提供方', en: 'The contributor' },
  subject: { zh: '对象本人', en: 'The person concerned' },
  unit: { zh: '对象单位', en: 'The unit concerned' },
  handler: { zh: '承办人', en: 'The handler' },
  system: { zh: '系统', en: 'The platform' },
};

const relationTitle = (locale: Locale, { parties }: Procedure, relation: string): string =>
  pick(parties?.[relation]?.title ?? RELATIONS[relation] ?? { zh: relation, en: relation }, locale);

/** JSON Schema of the input of an action or of the start, in the caller's language. @throws 404 */
export async function viewActionSchema(
  ctx: Ctx,
  params: Params<typeof getActionSchema>,
): Promise<Reply<typeof getActionSchema>> {
  const { pack, procedure } = await procedureIn(ctx, params);
  const step =
    params.action === BEGIN
      ? procedure.begin
      : Object.hasOwn(procedure.actions, params.action)
        ? procedure.actions[params.action]
        : undefined;
  if (!step) throw notFound();
  const form = step.form ? pack.forms[step.form] : undefined;
  const empty = { type: 'object', additionalProperties: false, properties: {} };
  return form ? (localiseForm(form, ctx.locale) as never) : empty;
}
