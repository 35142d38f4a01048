import type { FormNode } from '@plumbline/policy';
import type { EffectHandlers } from '../../platform/context/context.ts';
import type { FieldValues } from '../../platform/documents/templates/values.ts';
import { findMatter, machineOfMatter } from '../matter/index.ts';
import { fieldValue } from './form-values.ts';
import { issueDocument } from './issue-document.ts';
import { templateOf } from './template-of.ts';

/**
 * `document.issue`: the document that the action names is issued for the matter. Fields of the action's form
 * that are called like fields of the template fill them; the rest comes from the records. What an organ writes from its
 * place outside goes out under its own name and number.
 */
export const documentEffects: EffectHandlers = {
  'document.issue': async (ctx, call) => {
    // As it stands after the step: whom the new state shows the matter gets the paper too. A step that takes it out
    // of the caller's sight leaves the paper as the matter was before.
    const after = await findMatter(ctx.trx, ctx.actor.jurisdictionId, call.matter.id);
    const matter = after ?? call.before;
    if (!matter) return;
    const machine = await machineOfMatter(ctx, matter);
    const { event } = call;
    if (event.type === 'begun') return;
    const code = machine.actions[event.action]?.document;
    if (!code) return;
    const same = machine.packVersion === ctx.pack.head.version && matter.pack_code === ctx.pack.head.code;
    const pack = same ? ctx.pack : await ctx.services.packs.version(matter.pack_code, matter.pack_version);
    const given = (event.data ?? {}) as Record<string, unknown>;
    const data: FieldValues = {};
    const form = machine.actions[event.action]?.form;
    const template = templateOf(pack, code);
    const properties =
      form === undefined ? undefined : (pack.forms[form] as FormNode | undefined)?.properties;
    for (const field of template.fields) {
      const value = given[field.code];
      if (value === undefined || (field.kind === 'list' && !Array.isArray(value))) continue;
      data[field.code] = fieldValue(pack, properties?.[field.code], value, field, template.language);
    }
    const merged = { ...matter, data: { ...call.matter.data, ...given } };
    const place = machine.parties?.[event.as]?.outside ? call.matter.parties[event.as]?.[0] : undefined;
    await issueDocument(
      ctx,
      {
        ...(place?.kind === 'organ' ? { organId: place.id } : {}),
        template: code,
        data,
        matter: merged as typeof matter,
        askedBy: event.account,
        step: { form, data: given, reason: event.reason },
      },
      { byStep: true },
    );
  },
};
