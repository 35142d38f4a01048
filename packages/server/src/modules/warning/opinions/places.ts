import { actionsWith, type Machine, type Pack, type Procedure } from '@plumbline/policy';

/** Places of a procedure that sign names, in its order: those whose actions have the effect `opinion.sign`. */
export const placesOf = (machine: Pick<Machine, 'actions'>): string[] => [
  ...new Set(actionsWith(machine, 'opinion.sign').flatMap((code) => machine.actions[code]!.by)),
];

const begunWith = (pack: Pack, effect: string): Procedure[] =>
  Object.values(pack.procedures).filter(({ begin }) => begin.effects.includes(effect));

/** The procedure on which a supplement runs; undefined where the pack proposes none. */
export const supplementOf = (pack: Pack): Procedure | undefined => begunWith(pack, 'opinion.supplement')[0];

/** The procedure on which a request is answered; undefined where the pack has none. */
export const requestOf = (pack: Pack): Procedure | undefined =>
  begunWith(pack, 'opinion.list').find(({ begin }) => !begin.effects.includes('opinion.supplement'));

/** Every procedure about opinions, by code. */
export const opinionProcedures = (pack: Pack): string[] =>
  begunWith(pack, 'opinion.list').map(({ procedure }) => procedure);
