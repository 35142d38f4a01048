import type { Guard } from '../../platform/context/context.ts';
import { forbidden } from '../../platform/errors/app-error.ts';
import { getMatter } from '../matter/index.ts';
import { findTask } from './collection.store.ts';

/**
 * What a task asks for, and what was noted with it, is for whoever owes it and for those who ask in its organ, as the list
 * has it. @throws 403
 */
export const refuseOthersTask: Guard = async (ctx, { id }) => {
  const [task, matter] = await Promise.all([findTask(ctx, id), getMatter(ctx, id)]);
  if (matter.opened_by === ctx.actor.accountId || ctx.may('collection.ask', matter.organ_id)) return;
  if (task && ctx.actor.settings.principals?.includes(task.contributor_id)) return;
  throw forbidden('collection.ask');
};
