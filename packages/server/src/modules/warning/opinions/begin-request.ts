import type { beginOpinion as contract } from '@plumbline/contract/opinion';
import type { Body, Reply } from '@plumbline/contract/route';
import { type FormNode, type Procedure, pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { found, invalid } from '../../../platform/errors/app-error.ts';
import { beginMatter } from '../../matter/index.ts';
import { requestOf } from './places.ts';

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
 * Registers a request: one matter with all its names, in their order. Its title names nobody.
 * @throws 400 for too many names, one named twice or nobody's, and for what the form asks; 403
 */
export async function beginRequest(ctx: Ctx, input: Body<typeof contract>): Promise<Reply<typeof contract>> {
  const procedure = needProcedure(ctx);
  const { max } = procedure.subjects;
  const { names } = input;
  if (names.length > max)
    throw invalid({
      pointer: '/names',
      code: 'opinion.too-many',
      params: { count: names.length, most: max },
    });
  const twice = names.flatMap(({ person }, i) => {
    const first = names.findIndex((other) => other.person === person);
    return first === i
      ? []
      : [{ pointer: `/names/${i}/person`, code: 'opinion.listed-twice', params: { no: first + 1 } }];
  });
  if (twice.length > 0) throw invalid(...twice);
  const title = pick(procedure.title, ctx.locale);
  const count = ctx.locale === 'zh' ? `（${names.length}人）` : ` (${names.length})`;
  const { id, number } = await beginMatter(ctx, {
    procedure: procedure.procedure,
    subjects: names.map(({ person }) => ({ kind: 'person', id: person })),
    ...(input.organId ? { organId: input.organId } : {}),
    title: `${title}${count}`,
    data: {
      ...input.data,
      [NAMES]: names.map(({ person, name, unit, post }, i) => ({
        no: i + 1,
        person,
        name,
        ...(unit ? { unit } : {}),
        ...(post ? { post } : {}),
      })),
    },
  });
  return { id, number };
}
