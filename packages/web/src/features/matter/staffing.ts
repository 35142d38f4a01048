import type { Matter } from './matter.api.ts';

/** A built-in step that a dialog of its own asks for, because it names people. */
export const RECUSE = 'recusal.declare';
export const HAND_OVER = 'matter.hand-over';

/** Somebody of the matter who can be named, with the titles of the places held. */
export interface Placed {
  id: string;
  name: string;
  places: string[];
}

type Parties = Pick<Matter, 'parties'>;

/** Whose accounts have a place in the matter, as far as the reader may see who they are. */
export function placedIn({ parties }: Parties): Placed[] {
  const found = new Map<string, Placed>();
  for (const { title, members } of parties)
    for (const { kind, id, name } of members) {
      if (kind !== 'account' || name === null) continue;
      const one = found.get(id) ?? { id, name, places: [] };
      one.places.push(title);
      found.set(id, one);
    }
  return [...found.values()];
}

/** The places of an account, each with the names of those who keep it when this one is out. */
export const placesLeft = ({ parties }: Parties, account: string): { title: string; others: string[] }[] =>
  parties
    .filter(({ members }) => members.some(({ id }) => id === account))
    .map(({ title, members }) => ({
      title,
      others: members.flatMap(({ id, name }) => (id === account ? [] : [name ?? '—'])),
    }));

/** The open seats of the request that wait for somebody of this name, each with who else may answer. */
export const seatsLeft = (
  { request }: Pick<Matter, 'request'>,
  name: string,
): { title: string; others: string[] }[] =>
  (request?.steps ?? []).flatMap((step) =>
    step.approvals
      .filter(({ approved, waitsFor }) => !approved && waitsFor.includes(name))
      .map(({ waitsFor }) => ({ title: step.title, others: waitsFor.filter((other) => other !== name) })),
  );
