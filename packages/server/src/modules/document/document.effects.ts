import type { EffectHandlers } from '../../platform/context/context.ts';
import { findMatter } from '../matter/index.ts';
import { issueDocument } from './issue-document.ts';
import { documentOfStep } from './step-document.ts';

/** `document.issue`: the document that the action names is issued for the matter. */
export const documentEffects: EffectHandlers = {
  'document.issue': async (ctx, call) => {
    // As it stands after the step: whom the new state shows the matter gets the paper too. A step that takes it out
    // of the caller's sight leaves the paper as the matter was before.
    const after = await findMatter(ctx.trx, ctx.actor.jurisdictionId, call.matter.id);
    const matter = after ?? call.before;
    if (!matter) return;
    const { event } = call;
    if (event.type === 'begun') return;
    const { action, as, data, reason, account: askedBy } = event;
    const { data: said, parties } = call.matter;
    const request = await documentOfStep(
      ctx,
      matter,
      { action, as, data, reason, askedBy },
      { said, parties },
    );
    if (request) await issueDocument(ctx, request, { byStep: true });
  },
};
