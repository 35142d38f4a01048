import type { Pack, Procedure, Template } from '@plumbline/policy';

/** Names of the actions that issue the template. */
export const issuingActions = ({ actions }: Pick<Procedure, 'actions'>, { code }: Pick<Template, 'code'>) =>
  Object.entries(actions).flatMap(([name, action]) => (action.document === code ? [name] : []));

/** Every step of the pack that issues it, with its procedure. */
export const issuingSteps = (pack: Pack, template: Pick<Template, 'code'>) =>
  Object.values(pack.procedures).flatMap((procedure) =>
    issuingActions(procedure, template).map((name) => ({ procedure, action: procedure.actions[name]! })),
  );

/** Whether it is issued by hand without the step of a matter: no step issues it, or the pack says so. */
export const isByHand = (pack: Pack, template: Pick<Template, 'code' | 'byHand'>): boolean =>
  template.byHand || issuingSteps(pack, template).length === 0;
