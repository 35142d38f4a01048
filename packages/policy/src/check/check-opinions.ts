import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { Opinions } from '../pack/opinion.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { wholeLength } from './check-bars.ts';
import { formOf, stepsOf } from './check-steps.ts';
import { codesOf } from './codes-of.ts';
import { inPart, inProcedure, type Path, unknownCodes } from './problems.ts';

/** Lists that the effects of opinion replies read from the form of their step, with the fields of each row. */
const READ: Readonly<Record<string, { list: string; row: readonly string[]; besides?: string }>> = {
  'opinion.list': { list: 'names', row: ['no', 'person', 'name'], besides: 'occasion' },
  'opinion.sign': { list: 'signed', row: ['no', 'result'] },
  'opinion.conclude': { list: 'conclusions', row: ['no', 'name', 'conclusion'] },
};

/** What replies say and look at is there, and the forms hold what the steps of a reply read. */
export function checkOpinions(pack: Pack): PackProblem[] {
  const occasions = new Set((pack.opinions?.occasions ?? []).map(({ code }) => code));
  return [
    ...pack.bars.flatMap((bar, i) =>
      unknownCodes('occasion', bar.against, occasions, (j, code, text) =>
        inPart('bars', [i, 'against', j], code, text),
      ),
    ),
    ...(pack.opinions ? checkPart(pack, pack.opinions, occasions) : []),
    ...Object.entries(pack.procedures).flatMap(([code, procedure]) =>
      stepsOf(procedure).flatMap(([path, step]) => formsRead(pack, code, path, step)),
    ),
  ];
}

function checkPart(pack: Pack, opinions: Opinions, occasions: ReadonlySet<string>): PackProblem[] {
  const sorts = new Set(opinions.conclusions.map(({ ground }) => ground));
  const { items } = codesOf(pack);
  return [
    ...wholeLength(pack, opinions.window, (code, text) => inPart('opinions', ['window'], code, text)),
    ...unknownCodes(
      'limit',
      opinions.notice === undefined ? [] : [opinions.notice],
      new Set(pack.terms.flatMap(({ code, length }) => (length ? [code] : []))),
      (_, code, text) => inPart('opinions', ['notice'], code, text),
    ),
    ...(sorts.size === 2
      ? []
      : [
          inPart('opinions', ['conclusions'], 'opinion.conclusions', {
            zh: '结论须至少各有一种无须依据和须有依据的',
            en: 'There must be a conclusion without a ground and one with',
          }),
        ]),
    ...unknownCodes('occasion', opinions.warnings?.against, occasions, (i, code, text) =>
      inPart('opinions', ['warnings', 'against', i], code, text),
    ),
    ...opinions.measures.flatMap((measure, i) => {
      const at = (path: Path, code: string, text: PackProblem['text']) =>
        inPart('opinions', ['measures', i, ...path], code, text);
      const unknown = unknownCodes('item', [measure.item], items, (_, code, text) =>
        at(['item'], code, text),
      );
      if (unknown.length > 0) return unknown;
      const form = formOf(pack, pack.catalogue.items.find(({ code }) => code === measure.item)?.form);
      const missing = (['by', 'from', 'until', 'decision'] as const).filter((key) => {
        const path = measure[key];
        return path !== undefined && !(form && nodeAt(form, path));
      });
      return [
        ...missing.map((key) =>
          at([key], 'field.unknown', {
            zh: `表单没有字段“${measure[key]}”`,
            en: `The form has no field "${measure[key]}"`,
          }),
        ),
        ...unknownCodes('occasion', measure.against, occasions, (j, code, text) =>
          at(['against', j], code, text),
        ),
        ...Object.entries(measure.lasts).flatMap(([value, limit]) => [
          ...wholeLength(pack, limit, (code, text) => at(['lasts', value], code, text)),
          ...(isValue(pack, form && nodeAt(form, measure.by)?.node, value)
            ? []
            : [
                at(['lasts', value], 'option.unknown', {
                  zh: `字段“${measure.by}”没有选项“${value}”`,
                  en: `The field "${measure.by}" has no option "${value}"`,
                }),
              ]),
        ]),
      ];
    }),
  ];
}

const isValue = (pack: Pack, node: FormNode | undefined, value: string): boolean =>
  node?.['x-list'] === 'sub-types'
    ? pack.classes.some(({ subTypes }) => subTypes.some(({ code }) => code === value))
    : node?.oneOf?.some((option) => option.const === value) === true;

function formsRead(
  pack: Pack,
  code: string,
  path: Path,
  step: { effects?: readonly string[]; form?: string | undefined },
): PackProblem[] {
  return (step.effects ?? []).flatMap((effect) => {
    const read = READ[effect];
    const form = formOf(pack, step.form);
    const row = read && form?.properties?.[read.list]?.items;
    const whole =
      read === undefined ||
      (form?.required?.includes(read.list) &&
        read.row.every((field) => row?.required?.includes(field)) &&
        (read.besides === undefined || form.required.includes(read.besides)));
    if (whole) return [];
    return [
      inProcedure(code, [...path, 'form'], 'effect.form', {
        zh: `效果“${effect}”所在操作的表单须有必填列表 ${read.list}，每行须有 ${read.row.join('、')}${read.besides ? `，另须有必填字段 ${read.besides}` : ''}`,
        en: `An action with the effect "${effect}" needs a form that requires the list ${read.list} with ${read.row.join(', ')} in each row${read.besides ? `, and the field ${read.besides}` : ''}`,
      }),
    ];
  });
}
