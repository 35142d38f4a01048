import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf } from './check-steps.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

const shareOf = (share: string): number => {
  const [part, whole] = share.split('/').map(Number);
  return part! / whole!;
};
const isShare = (share: string): boolean => shareOf(share) > 0 && shareOf(share) <= 1;
const TOO_MUCH = (share: string): [string, string] => [
  `“${share}”不是大于 0、不超过 1 的份额`,
  `"${share}" is no share above 0 and up to 1`,
];

const STEPS = ['convene', 'opine', 'conclude'] as const;

/** Every panel can sit, vote and conclude, and each outcome leads somewhere. */
export function checkPanels(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const panels = procedure.panels ?? {};
  const known = new Set(Object.keys(panels));
  const states = new Set(Object.keys(procedure.states));
  const parties = procedure.parties ?? {};
  const fault = (path: Path, problem: string, zh: string, en: string) =>
    inProcedure(code, path, problem, { zh, en });
  const at =
    (...path: Path) =>
    (_: number, problem: string, text: PackProblem['text']) =>
      inProcedure(code, path, problem, text);
  const found = Object.entries(panels).flatMap(([name, panel]) => {
    const path: Path = ['panels', name];
    const seats = [panel.members, panel.chair].map((role) => parties[role]?.kinds ?? []);
    const steps = Object.values(procedure.actions).flatMap((a) =>
      a.panel?.code === name ? [a.panel.step] : [],
    );
    const sides = Object.values(panel.options).map((option) => option.counts);
    const { quorum, majority } = panel;
    return [
      ...(isShare(quorum) ? [] : [fault([...path, 'quorum'], 'panel.share', ...TOO_MUCH(quorum))]),
      ...(isShare(majority.share)
        ? []
        : [fault([...path, 'majority', 'share'], 'panel.share', ...TOO_MUCH(majority.share))]),
      ...(majority.over && shareOf(majority.share) === 1
        ? [
            fault(
              [...path, 'majority', 'share'],
              'panel.share',
              '超过全部永远无法通过；全体一致须写 over: false',
              'More than all can never pass; for all of them write over: false',
            ),
          ]
        : []),
      ...unknownCodes('party', [panel.members], new Set(Object.keys(parties)), at(...path, 'members')),
      ...unknownCodes('party', [panel.chair], new Set(Object.keys(parties)), at(...path, 'chair')),
      ...(seats.flat().every((kind) => kind === seats[0]?.[0]) &&
      ['account', 'person'].includes(seats[0]?.[0] ?? 'person')
        ? []
        : [
            fault(
              path,
              'panel.seats',
              '成员与主持人须同为账号或同为人员',
              'Members and chair must all be accounts, or all persons',
            ),
          ]),
      ...STEPS.filter((step) => !steps.includes(step)).map((step) =>
        fault(path, 'panel.step', `没有操作承担“${step}”`, `No action is its step "${step}"`),
      ),
      ...(sides.includes('for') && sides.includes('against')
        ? []
        : [
            fault(
              [...path, 'options'],
              'panel.options',
              '须有赞成和反对的选项',
              'There must be votes for and against',
            ),
          ]),
    ];
  });
  for (const [name, action] of Object.entries(procedure.actions)) {
    const path: Path = ['actions', name];
    const { panel, toBy } = action;
    const outcomes = Object.values(toBy ?? {}).filter((to) => to !== undefined);
    found.push(
      ...unknownCodes('panel', panel ? [panel.code] : [], known, at(...path, 'panel')),
      ...unknownCodes('state', outcomes, states, at(...path, 'toBy')),
    );
    if (toBy && (panel?.step !== 'conclude' || action.to !== undefined)) {
      found.push(
        fault(
          [...path, 'toBy'],
          'panel.outcome',
          'toBy 只能用于无 to 的 conclude',
          'toBy belongs to conclude, without to',
        ),
      );
    }
    if (panel?.step !== 'opine' || !panels[panel.code]) continue;
    const values =
      formOf(pack, action.form)?.properties?.vote?.oneOf?.map((option) => String(option.const)) ?? [];
    const options = Object.keys(panels[panel.code]?.options ?? {});
    if ([...values].sort().join() !== options.sort().join()) {
      found.push(
        fault(
          [...path, 'form'],
          'panel.vote',
          '字段 vote 的选项与会议不一致',
          'The options of the field vote differ from those of the panel',
        ),
      );
    }
  }
  return found;
}
