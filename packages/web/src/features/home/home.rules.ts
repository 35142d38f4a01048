import type { Session } from '@plumbline/contract/session';
import type { Feature, HomeCard } from '../../app/feature.ts';

/** The cards that this account may see, in order. */
export const cardsOf = (
  features: readonly Feature[],
  may: (permission: HomeCard['permission']) => boolean,
): HomeCard[] =>
  features
    .flatMap((feature) => feature.cards ?? [])
    .filter((card) => may(card.permission))
    .sort((a, b) => a.order - b.order);

/** The greeting for an hour of the day, 0 to 23. */
export function greetingAt(hour: number): 'night' | 'morning' | 'afternoon' | 'evening' {
  if (hour < 5 || hour >= 23) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/** Whether this account stands for a person and holds roles in supervised units alone: nothing is worked on here. */
export const isSupervised = ({ personId, grants }: Pick<Session, 'personId' | 'grants'>): boolean =>
  personId !== null && grants.length > 0 && grants.every(({ unitId }) => unitId !== null);
