import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inProcedure, unknownCodes } from './problems.ts';

/** Whether a place opens the matter to an organ as it does to persons and units: in the states that are shown to it. */
export const standsOutside = ({ parties }: Procedure, role: string): boolean =>
  parties?.[role]?.outside === true;

/** What whole organs see of a matter by a place is said in the pack, and what is shown is there. */
export function checkPlaces(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const { parties = {}, states, narrow } = procedure;
  const permissions = new Set(pack.permissions.map((one) => one.code));
  const postTags = new Set(pack.postTags.map((one) => one.code));
  const organKinds = new Set(pack.organKinds.map((one) => one.code));
  const shown = new Set(Object.values(states).flatMap(({ shownTo = [] }) => shownTo));
  const fields = new Set(fieldsOf(pack, procedure));
  const ofParties = Object.entries(parties).flatMap(
    ([role, { kinds, leading, outside, blind, permission, servesIn }]) => {
      const path = ['parties', role];
      const at = (key: string) => (i: number, problem: string, text: PackProblem['text']) =>
        inProcedure(code, [...path, key, i], problem, text);
      const found = [
        ...unknownCodes('permission', permission, permissions, at('permission')),
        ...unknownCodes(
          'state',
          Array.isArray(blind) ? blind : [],
          new Set(Object.keys(states)),
          at('blind'),
        ),
        ...unknownCodes('tag', leading, postTags, at('leading')),
        ...unknownCodes('organ-kind', servesIn, organKinds, at('servesIn')),
      ];
      const onlyOrgans = kinds.every((kind) => kind === 'organ');
      if (outside === true && (!onlyOrgans || blind || !shown.has(role)))
        found.push(
          inProcedure(code, [...path, 'outside'], 'party.outside', {
            zh: `outside 只用于机关，且须有状态以 shownTo 向其显示；请改“${role}”`,
            en: `outside is for places of organs that some state is shown to (shownTo); change "${role}"`,
          }),
        );
      if (parties[role]?.keptOut && outside !== true)
        found.push(
          inProcedure(code, [...path, 'keptOut'], 'party.kept-out', {
            zh: `keptOut 只与 outside: true 同用；请改“${role}”`,
            en: `keptOut goes together with outside: true; change "${role}"`,
          }),
        );
      if (narrow && kinds.includes('organ') && outside === undefined && blind !== true)
        found.push(
          inProcedure(code, path, 'party.organ-in-narrow', {
            zh: `narrow 程序中，机关一旦列入“${role}”即可看到全部内容；请写明 outside: true（仅按 shownTo 显示）、outside: false 或 blind: true`,
            en: `In a narrow procedure an organ that takes "${role}" would see all of it from the first state on: say outside: true (as shownTo says), outside: false or blind: true`,
          }),
        );
      return found;
    },
  );
  const ofStates = Object.entries(states).flatMap(([name, { shows = [], shownTo, narrow: here }]) => {
    const found = shows.flatMap((field, i) =>
      fields.has(field) && shownTo
        ? []
        : [
            inProcedure(code, ['states', name, 'shows', i], 'state.shows', {
              zh: `shows 只能列本程序表单的字段，且该状态须有 shownTo；“${field}”不符`,
              en: `shows names fields of the procedure's forms, in a state with shownTo; "${field}" does not fit`,
            }),
          ],
    );
    if (here && narrow)
      found.push(
        inProcedure(code, ['states', name, 'narrow'], 'state.narrow', {
          zh: '整个程序已是 narrow，状态无须再写',
          en: 'The whole procedure is narrow: a state need not say so',
        }),
      );
    return found;
  });
  return [...ofParties, ...ofStates];
}

/** Fields of every form of the procedure. */
export function fieldsOf(pack: Pack, { begin, actions }: Procedure): string[] {
  return [begin, ...Object.values(actions)].flatMap(({ form }) =>
    Object.keys((pack.forms[form ?? ''] as { properties?: object } | undefined)?.properties ?? {}),
  );
}
