import type { beginOpinion as contract } from '@plumbline/contract/opinion';
import type { Body, Reply } from '@plumbline/contract/route';
import { type FormNode, machineOf, type Procedure, pick, validateForm } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { forbidden, found, invalid } from '../../../platform/errors/app-error.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { beginMatter, organsFor } from '../../matter/index.ts';
import { nameFaults } from './opinion.rules.ts';
import type { AskedName } from './opinion.types.ts';
import { type Part, partNear } from './part-near.ts';
import { requestOf } from './places.ts';
import { registeredOf } from './registered.ts';

const NAMES = 'names';

/** The procedure on which requests are answered. @throws 404 where the pack has none */
const needProcedure = (ctx: Ctx): Procedure => found(requestOf(ctx.pack));

/** The first form without the list of names. */
export function requestForm(ctx: Ctx) {
  const procedure = needProcedure(ctx);
  const form = ctx.pack.forms[procedure.begin.form ?? ''] as unknown as FormNode;
  const { [NAMES]: _, ...properties } = form.properties ?? {};
  const files = Object.entries(properties).find(([, node]) => node['x-ui']?.widget === 'file');
  return {
    procedure: procedure.procedure,
    title: pick(procedure.title, ctx.locale),
    form: { ...form, properties, required: (form.required ?? []).filter((field) => field !== NAMES) },
    most: procedure.subjects.max,
    files: files?.[0] ?? null,
  };
}

/**
 * Registers a request: one matter with all its names, in their order. Its title names nobody. Names to which somebody who works
 * on the others is near go on in a matter of their own, where that person has no place.
 * @throws 400 for too many names, one named twice, nobody's or under another name, and for what the form asks; 403
 */
export async function beginRequest(ctx: Ctx, input: Body<typeof contract>): Promise<Reply<typeof contract>> {
  const procedure = needProcedure(ctx);
  refuseList(input.names, procedure.subjects.max);
  const names = await filledIn(ctx, input.names);
  const machine = machineOf(ctx.pack, procedure.procedure);
  const custodian = input.organId ?? organsFor(ctx, machine)[0] ?? ctx.actor.organId;
  if (!custodian) throw forbidden();
  refuseForm(ctx, procedure, names, input.data);
  const parts = await partNear(ctx, machine, custodian, names, input.data);
  const main = parts.find(({ without }) => without.size === 0) ?? parts.find((part) => isCallers(ctx, part));
  const begun = (given: Begun) => ({ ...given, procedure: procedure.procedure, custodian });
  if (parts.length === 1 || !main)
    return {
      ...(await begin(ctx, begun({ names, data: input.data }))),
      parted: [],
    };
  const others = parts.filter((part) => part !== main);
  const data = others.map((part) => dataWithout(ctx, procedure, input.data, part));
  const first = await begin(
    ctx,
    begun({ names: main.names, data: dataWithout(ctx, procedure, input.data, main) }),
  );
  for (const [i, part] of others.entries())
    await beginApart(ctx, begun({ names: part.names, data: withoutFiles(ctx, procedure, data[i]!) }));
  return { ...first, parted: others.map((part) => part.names.map(({ no }) => no)) };
}

const isCallers = ({ actor }: Ctx, { without }: Part): boolean => !without.has(actor.accountId);

function refuseList(names: Body<typeof contract>['names'], most: number): void {
  if (names.length > most)
    throw invalid({ pointer: '/names', code: 'opinion.too-many', params: { count: names.length, most } });
  const twice = names.flatMap(({ person }, i) => {
    const first = names.findIndex((other) => other.person === person);
    return first === i
      ? []
      : [{ pointer: `/names/${i}/person`, code: 'opinion.listed-twice', params: { no: first + 1 } }];
  });
  if (twice.length > 0) throw invalid(...twice);
}

/** Before anybody whom it names is looked up: what is no id names nobody. @throws 400 with every fault of the form */
function refuseForm(
  ctx: Ctx,
  { begin: { form } }: Procedure,
  names: readonly AskedName[],
  data: Record<string, unknown>,
): void {
  const faults = validateForm(ctx.pack, form ?? '', { ...data, [NAMES]: names }, ctx.today);
  if (faults.length === 0) return;
  throw invalid(
    ...faults.map(({ pointer, code, text }) => ({
      pointer: pointer.startsWith(`/${NAMES}`) ? pointer : `/data${pointer}`,
      code,
      text,
    })),
  );
}

/** The names by their number, with unit and post of the register where the list has neither: namesakes are told apart. */
async function filledIn(ctx: Ctx, names: Body<typeof contract>['names']): Promise<AskedName[]> {
  const known = await registeredOf(
    ctx,
    names.map(({ person }) => person),
  );
  const asked = names.map(({ person, name, unit = '', post = '', registered }, i): AskedName => {
    const { unit: unitHeld = '', post: postHeld = '' } = known.get(person) ?? {};
    const [shownUnit, shownPost] = unit || post ? [unit, post] : [unitHeld, postHeld];
    return {
      no: i + 1,
      person,
      name,
      ...(shownUnit ? { unit: shownUnit } : {}),
      ...(shownPost ? { post: shownPost } : {}),
      ...(registered ? { registered } : {}),
    };
  });
  const faults = nameFaults(asked, known);
  if (faults.length > 0)
    throw invalid(
      ...faults.map(({ row, field, code, params }) => ({
        pointer: `/names/${row}/${field}`,
        code,
        ...(params ? { params } : {}),
      })),
    );
  return asked;
}

interface Begun {
  names: readonly AskedName[];
  data: Record<string, unknown>;
}

interface Whole extends Begun {
  procedure: string;
  custodian: string;
}

/** @param bySystem nobody who registered it has a place in it */
async function begin(ctx: Ctx, { names, data, procedure, custodian }: Whole, bySystem = false) {
  const title = pick(ctx.pack.procedures[procedure]!.title, ctx.locale);
  const count = ctx.locale === 'zh' ? `（${names.length}人）` : ` (${names.length})`;
  const { id, number } = await beginMatter(
    ctx,
    {
      procedure,
      subjects: names.map(({ person }) => ({ kind: 'person', id: person })),
      organId: custodian,
      title: `${title}${count}`,
      data: { ...data, [NAMES]: names },
    },
    { bySystem },
  );
  return { id, number };
}

/** Begun by the platform, so that whoever registered the list has no part in it; the organ is told. */
const beginApart = asPlatform(async (ctx, whole: Whole): Promise<void> => {
  const { id } = await begin(ctx, whole, true);
  const handlers = (whole.data.handlers as string[] | undefined) ?? [];
  notify(ctx, {
    to: handlers.length > 0 ? handlers : [whole.custodian],
    kind: 'opinion.parted',
    link: `/opinions/${id}`,
    matter: id,
  });
});

/** What the form says without those who stay out. @throws 400 where a place that is needed has nobody left */
function dataWithout(
  ctx: Ctx,
  { begin: { form, partiesFrom = {} } }: Procedure,
  data: Record<string, unknown>,
  { without, names }: Part,
): Record<string, unknown> {
  const required = (ctx.pack.forms[form ?? ''] as unknown as FormNode | undefined)?.required ?? [];
  const left = Object.values(partiesFrom).flatMap((field) => {
    const value = data[field];
    return Array.isArray(value) ? [[field, value.filter((id) => !without.has(String(id)))] as const] : [];
  });
  const emptied = left.filter(
    ([field, ids]) => required.includes(field) && ids.length === 0 && (data[field] as unknown[]).length > 0,
  );
  if (emptied.length > 0)
    throw invalid(
      ...emptied.map(([field]) => ({
        pointer: `/data/${field}`,
        code: 'opinion.part-nobody',
        params: { nos: names.map(({ no }) => no).join('、') },
      })),
    );
  const given = left.filter(([, ids]) => ids.length > 0);
  const fields = new Set(left.map(([field]) => field));
  return {
    ...Object.fromEntries(Object.entries(data).filter(([field]) => !fields.has(field))),
    ...Object.fromEntries(given),
  };
}

/** The papers as they came in stay with the names that most of them are about. */
function withoutFiles(ctx: Ctx, { begin: { form } }: Procedure, data: Record<string, unknown>) {
  const { properties = {} } = ctx.pack.forms[form ?? ''] as unknown as FormNode;
  return Object.fromEntries(
    Object.entries(data).filter(([field]) => properties[field]?.['x-ui']?.widget !== 'file'),
  );
}
