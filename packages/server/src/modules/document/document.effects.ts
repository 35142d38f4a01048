import type { EffectHandlers } from '../../platform/context/context.ts';
import type { FieldValues } from '../../platform/documents/templates/values.ts';
import { getMatter, machineOfMatter } from '../matter/index.ts';
import { issueDocument } from './issue-document.ts';
import { templateOf } from './template-of.ts';

/**
 * `document.issue`: the document that the action names is issued for the matter. Fields of the action's form
 * that are called like fields of the template fill them; the rest comes from the records.
 */
export const documentEffects: EffectHandlers = {
  'document.issue': async (ctx, call) => {
    const matter = call.before ?? (await getMatter(ctx, call.matter.id));
    const machine = await machineOfMatter(ctx, matter);
    const { event } = call;
    const code = event.type === 'begun' ? undefined : machine.actions[event.action]?.document;
    if (!code) return;
    const same = machine.packVersion === ctx.pack.head.version && matter.pack_code === ctx.pack.head.code;
    const pack = same ? ctx.pack : await ctx.services.packs.version(matter.pack_code, matter.pack_version);
    const given = (event.data ?? {}) as Record<string, unknown>;
    const data: FieldValues = {};
    for (const { code: field, kind } of templateOf(pack, code).fields) {
      const value = given[field];
      if (kind === 'list' ? Array.isArray(value) : typeof value === 'string')
        data[field] = value as FieldValues[string];
    }
    const merged = { ...matter, data: { ...(matter.data as object), ...given } };
    await issueDocument(ctx, { template: code, data, matter: merged as typeof matter }, { byStep: true });
  },
};
