import type { MatterEvent, NewChild } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { type JurisdictionKeys, sealForLedger, unsealFromLedger } from '../../platform/ledger/sealed.ts';

/** What a step of a narrow matter says, apart from how it was done. */
interface StepContent {
  title?: string;
  form?: unknown;
  /** First forms of the matters that it began, in their order. */
  children?: unknown[];
}

type SealedEvent = MatterEvent & { sealed?: string; title?: string };

/**
 * A step as the ledger keeps it: of a matter that lies in the clue rooms, what was written is sealed, so that whoever
 * reads the database or the ledger learns what was done and not what it says. The reason stays, for it is what the
 * readers of the ledger look at.
 */
export function ledgerStep(
  ctx: Ctx,
  matter: { id: string; room: number },
  event: MatterEvent,
  title?: string,
): Record<string, unknown> {
  if (matter.room === 0) return { ...event, ...(title === undefined ? {} : { title }) };
  const { data, ...bare } = event;
  const children: readonly NewChild[] | undefined = 'children' in event ? event.children : undefined;
  const content: StepContent = {
    ...(title === undefined ? {} : { title }),
    ...(data === undefined ? {} : { form: data }),
    ...(children ? { children: children.map((child) => child.data ?? null) } : {}),
  };
  if (Object.keys(content).length === 0) return { ...bare };
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  return {
    ...bare,
    ...(children ? { children: children.map(({ data: _, ...child }) => child) } : {}),
    sealed: sealForLedger(keys, matter.id, content),
  };
}

/** The inverse of {@link ledgerStep}. */
export function openStep(keys: JurisdictionKeys, matterId: string, recorded: unknown): MatterEvent {
  const { sealed, ...event } = recorded as SealedEvent;
  if (sealed === undefined) return event as MatterEvent;
  const { title, form, children } = unsealFromLedger(keys, matterId, sealed) as StepContent;
  return {
    ...event,
    ...(title === undefined ? {} : { title }),
    ...(form === undefined ? {} : { data: form }),
    ...(children && 'children' in event && event.children
      ? {
          children: event.children.map((child, i) =>
            children[i] === null ? child : { ...child, data: children[i] },
          ),
        }
      : {}),
  } as MatterEvent;
}
