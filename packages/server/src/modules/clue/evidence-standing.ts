import type { EvidenceStanding } from '@plumbline/contract/layout';
import {
  actionsWith,
  cellsOf,
  type FormNode,
  type Machine,
  matrixOf,
  pick,
  pointStanding,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';

/** The standing of a point by the evidence that the forms of the clue hold. */
export type StandingOf = (point: number) => EvidenceStanding | null;

/** How the evidence stands, read as the form in force has it, so that what was written before it was a table is read too. */
export function evidenceStandings(ctx: Ctx, machine: Machine, data: unknown): StandingOf {
  const forms = actionsWith(machine, 'clue.screen').flatMap((action) => {
    const form = ctx.pack.forms[machine.actions[action]!.form ?? ''] as unknown as FormNode | undefined;
    const matrix = form && matrixOf(form);
    return matrix ? [{ form, matrix }] : [];
  });
  const [first] = forms;
  if (!first) return () => null;
  const { form, matrix } = first;
  const cells = cellsOf(matrix, data);
  const titles = (field: string) =>
    new Map(
      (form.properties?.[matrix.list]?.items?.properties?.[field]?.oneOf ?? []).map((option) => [
        String(option.const),
        option['x-title'] ? pick(option['x-title'], ctx.locale) : String(option.const),
      ]),
    );
  const [readings, weights] = [titles(matrix.hint.reading), titles(matrix.hint.weight)];
  const named = (codes: readonly string[]) => codes.map((code) => readings.get(code) ?? code);
  return (point) => {
    if (!cells.some((cell) => cell.point === point)) return null;
    const standing = pointStanding(matrix, cells, point);
    const weighed = (pieces: (typeof standing.readings)[number]['supportedBy']) =>
      pieces.map((one) => ({ ...one, weight: weights.get(one.weight) ?? one.weight }));
    return {
      readings: standing.readings.map(({ reading, supportedBy, contradictedBy }) => ({
        title: readings.get(reading) ?? reading,
        supportedBy: weighed(supportedBy),
        contradictedBy: weighed(contradictedBy),
      })),
      unexamined: named(standing.unexamined),
      least: standing.least && named(standing.least),
      undecided: named(standing.undecided),
      tainted: standing.tainted,
      copies: standing.copies,
    };
  };
}
