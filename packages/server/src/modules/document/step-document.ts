import type { DraftDocument } from '@plumbline/contract/document';
import { type FormNode, type Matter, type Parties, pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import type { FieldValues } from '../../platform/documents/templates/values.ts';
import { found } from '../../platform/errors/app-error.ts';
import { getMatter, type MatterRow, machineOfMatter, toEngine } from '../matter/index.ts';
import { fieldValue } from './form-values.ts';
import { refuseOutside } from './issue-by-hand.ts';
import { type DocumentRequest, fillPrepared, packOf, prepare, refuseFaults } from './prepare-document.ts';
import { bodyOf } from './read-document.ts';
import { templateOf } from './template-of.ts';

/** Stands where the number will be, in a preview. */
export const UNNUMBERED = { zh: '（签发时编号）', en: '(numbered when issued)' };

interface Step {
  action: string;
  /** The place by which it is taken. */
  as: string;
  /** What the step says. */
  data?: unknown;
  reason?: string | undefined;
  /** Account of whoever asked for it. */
  askedBy: string;
}

/**
 * The document that a step issues; undefined where it issues none. Fields of its form that are called like fields of
 * the template fill them; the rest comes from the records. What an organ writes from its place outside goes out under its
 * own name and number.
 * @param standing what all forms said before and who has a place then
 */
export async function documentOfStep(
  ctx: Ctx,
  matter: MatterRow,
  { action, as, data, reason, askedBy }: Step,
  { said, parties }: { said: Matter['data']; parties: Parties },
): Promise<DocumentRequest | undefined> {
  const machine = await machineOfMatter(ctx, matter);
  const { document: code, form } = machine.actions[action] ?? {};
  if (code === undefined) return undefined;
  const pack = await packOf(ctx, matter);
  const given = (data ?? {}) as Record<string, unknown>;
  const template = templateOf(pack, code);
  const properties = form === undefined ? undefined : (pack.forms[form] as FormNode | undefined)?.properties;
  const filled: FieldValues = {};
  for (const field of template.fields) {
    const value = given[field.code];
    if (value === undefined || (field.kind === 'list' && !Array.isArray(value))) continue;
    filled[field.code] = fieldValue(pack, properties?.[field.code], value, field, template.language);
  }
  const place = machine.parties?.[as]?.outside ? parties[as]?.[0] : undefined;
  return {
    ...(place?.kind === 'organ' ? { organId: place.id } : {}),
    template: code,
    data: filled,
    matter: { ...matter, data: { ...said, ...given } } as MatterRow,
    askedBy,
    step: { form, data: given, reason },
  };
}

/**
 * The document of a step that waits for approval, as it would be issued now; nothing is kept.
 * @throws 404 where nothing waits or it issues none, 403 for whoever sees the matter from outside alone
 */
export async function draftOf(ctx: Ctx, matterId: string): Promise<z.infer<typeof DraftDocument>> {
  const matter = await getMatter(ctx, matterId);
  await refuseOutside(ctx, matter);
  const { pending, data: said, parties } = toEngine(matter);
  const { account: askedBy, ...step } = found(pending);
  const request = found(await documentOfStep(ctx, matter, { ...step, askedBy }, { said, parties }));
  return previewOf(ctx, request);
}

/** A document as it would be issued, without a number. @throws 400 for fields that it has not */
export async function previewOf(ctx: Ctx, request: DocumentRequest): Promise<z.infer<typeof DraftDocument>> {
  const prepared = await prepare(ctx, request);
  refuseFaults(prepared, 'field-missing');
  const { template, faults } = prepared;
  const { bytes } = await fillPrepared(ctx, prepared, UNNUMBERED[template.language]);
  const missing = template.fields.filter(({ code }) => faults.some((fault) => fault.field === code));
  return {
    ...bodyOf(bytes),
    missing: missing.map((field) => ({ code: field.code, title: pick(field.title, ctx.locale) })),
  };
}
