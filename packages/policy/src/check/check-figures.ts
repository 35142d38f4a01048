import { BEGIN } from '../engine/types.ts';
import type { FormNode } from '../forms/form-types.ts';
import { isAllowed } from '../intake/uses.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Figure } from '../pack/figure.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every figure counts something that is there, by a use that lets nothing through that is no fact (protection P2). */
export function checkFigures(pack: Pack): PackProblem[] {
  if (!pack.figures) return [];
  const { use, groups, figures } = pack.figures;
  const at = (path: Path, code: string, text: PackText) => inPart('figures', path, code, text);
  const known = pack.uses.uses.find((one) => one.code === use);
  const headings = new Set(groups.map(({ code }) => code));
  return [
    ...(known?.outward
      ? []
      : [
          at(['use'], 'figure.use', {
            zh: `“${use}”不是对外用途`,
            en: `"${use}" is no outward use`,
          }),
        ]),
    ...figures.flatMap((figure, i) => {
      const place = (...path: Path) => ['figures', i, ...path];
      const procedure = pack.procedures[figure.procedure];
      const named = (path: Path) => (j: number, code: string, text: PackText) =>
        at(place(...path, j), code, text);
      const one = (path: string) => (_: number, code: string, text: PackText) => at(place(path), code, text);
      return [
        ...unknownCodes('group', [figure.group], headings, one('group')),
        ...unknownCodes(
          'procedure',
          [figure.procedure],
          new Set(Object.keys(pack.procedures)),
          one('procedure'),
        ),
        ...(procedure
          ? [
              ...unknownCodes(
                'action',
                figure.actions,
                new Set([BEGIN, ...Object.keys(procedure.actions)]),
                named(['actions']),
              ),
              ...unknownCodes(
                'state',
                figure.states,
                new Set(Object.keys(procedure.states)),
                named(['states']),
              ),
              ...unknownCodes(
                'state',
                figure.again,
                new Set(Object.keys(procedure.states)),
                named(['again']),
              ),
              ...fieldFaults(pack, procedure, figure, (path, code, text) => at(place(...path), code, text)),
              ...idle(pack, procedure, figure, use).map((text) => at(place(), 'figure.idle', text)),
            ]
          : []),
      ];
    }),
  ];
}

type At = (path: Path, code: string, text: PackText) => PackProblem;

/** Fields that it asks for stand at the top of a form, and what it is told apart by has options. */
function fieldFaults(pack: Pack, procedure: Procedure, { only = {}, split }: Figure, at: At): PackProblem[] {
  const nodes = (field: string): FormNode[] =>
    stepsOf(procedure).flatMap(([, { form }]) =>
      [formOf(pack, form)?.properties?.[field]].filter((node) => node !== undefined),
    );
  const missing = (path: Path, field: string) =>
    at(path, 'field.unknown', {
      zh: `该程序的表单没有字段“${field}”`,
      en: `No form of the procedure has the field "${field}"`,
    });
  const options = (field: string) =>
    nodes(field).flatMap((node) => (node.oneOf ?? []).map((option) => String(option.const)));
  return [
    ...Object.entries(only).flatMap(([field, value]) => {
      if (nodes(field).length === 0) return [missing(['only', field], field)];
      const known = new Set(options(field));
      return known.size === 0
        ? []
        : unknownCodes('option', [value].flat(), known, (_, code, text) => at(['only', field], code, text));
    }),
    ...(split === undefined || options(split).length > 0
      ? []
      : [
          at(['split'], 'figure.split', {
            zh: `字段“${split}”没有选项，不能据以分项`,
            en: `The field "${split}" has no options by which a figure could be told apart`,
          }),
        ]),
  ];
}

/** It can never count: no state that it asks for may be counted, or it says nothing that could be. */
function idle({ uses }: Pack, { states }: Procedure, figure: Figure, use: string): PackText[] {
  const asked = figure.states ?? Object.keys(states);
  const counts = asked.some((state) => states[state] && isAllowed(uses, states[state].status, use));
  if (counts && (figure.actions || figure.states)) return [];
  return [
    {
      zh: `指标“${figure.code}”永远不会计数：没有写明办理环节或状态，或所列状态不得计入`,
      en: `The figure "${figure.code}" never counts: it names neither action nor state, or no state of it may be counted`,
    },
  ];
}
