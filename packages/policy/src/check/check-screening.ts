import { nodeAt } from '../forms/field-path.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf } from './check-steps.ts';
import { codesOf } from './codes-of.ts';
import { inPart, type Path, unknownCodes } from './problems.ts';

/** Every item, aspect and kind of problem that is laid beside a clue is there, and so are the points of the clue. */
export function checkScreening(pack: Pack): PackProblem[] {
  const { screening } = pack;
  const known = codesOf(pack);
  const aspects = new Set(screening.aspects.map(({ code }) => code));
  const kinds = new Set(pack.problemKinds.map(({ code }) => code));
  const one =
    (...path: Path) =>
    (_: number, code: string, text: PackProblem['text']) =>
      inPart('screening', path, code, text);
  return [
    ...allegationFaults(pack),
    ...screening.bearings.flatMap((bearing, i) => [
      ...unknownCodes('item', [bearing.item], known.items, one('bearings', i, 'item')),
      ...unknownCodes('aspect', [bearing.aspect], aspects, one('bearings', i, 'aspect')),
      ...unknownCodes('problem', bearing.kinds, kinds, (j, code, text) =>
        inPart('screening', ['bearings', i, 'kinds', j], code, text),
      ),
    ]),
    ...idleKinds(pack),
    ...differenceFaults(pack),
  ];
}

/** Whoever names a kind of problem is shown something beside it. */
function idleKinds({ screening, problemKinds }: Pack): PackProblem[] {
  if (screening.bearings.length === 0) return [];
  return problemKinds
    .filter(({ code }) => !screening.bearings.some(({ kinds }) => !kinds || kinds.includes(code)))
    .map(({ code }) =>
      inPart('screening', ['bearings'], 'screening.idle', {
        zh: `问题性质“${code}”没有可对照的目录项`,
        en: `Nothing of a dossier bears on the kind of problem "${code}"`,
      }),
    );
}

function allegationFaults(pack: Pack): PackProblem[] {
  const at = pack.screening.allegations;
  const shows = Object.values(pack.procedures).flatMap((procedure) =>
    Object.values(procedure.actions).filter(({ effects }) => effects.includes('clue.screen')),
  );
  if (!at) {
    return shows.length === 0
      ? []
      : [
          inPart('screening', ['allegations'], 'screening.allegations', {
            zh: '有办理环节需要对照数据包，须写明反映的问题记在哪个字段',
            en: 'A step lays a dossier beside what is alleged, so it must be said where that stands',
          }),
        ];
  }
  const rows = shows.flatMap(({ form }) => {
    const node = formOf(pack, form);
    const found = node && nodeAt(node, `${at.list}[]`);
    return found ? [found.node] : [];
  });
  if (rows.length === 0)
    return [
      inPart('screening', ['allegations', 'list'], 'field.unknown', {
        zh: `对照环节的表单没有列表“${at.list}”`,
        en: `No form of a step that lays out a dossier has the list "${at.list}"`,
      }),
    ];
  const told = rows.some((row) =>
    row.properties?.[at.against]?.oneOf?.some((option) => option.const === at.unlooked),
  );
  if (!told)
    return [
      inPart('screening', ['allegations', 'unlooked'], 'field.unknown', {
        zh: `字段“${at.against}”没有选项“${at.unlooked}”`,
        en: `The field "${at.against}" has no option "${at.unlooked}"`,
      }),
    ];
  return (['no', 'what', 'kind', 'against'] as const)
    .filter((key) => !rows.some((row) => row.properties?.[at[key]]))
    .map((key) =>
      inPart('screening', ['allegations', key], 'field.unknown', {
        zh: `反映的问题没有字段“${at[key]}”`,
        en: `What is alleged has no field "${at[key]}"`,
      }),
    );
}

/** Both sides of each difference read fields that their forms have, and as much as its way of comparing needs. */
function differenceFaults(pack: Pack): PackProblem[] {
  const { items, problems } = {
    items: new Map(pack.catalogue.items.map((item) => [item.code, item])),
    problems: new Set(pack.problemKinds.map(({ code }) => code)),
  };
  return pack.screening.differences.flatMap((rule, i) => {
    const at = (path: Path, code: string, zh: string, en: string) =>
      inPart('screening', ['differences', i, ...path], code, { zh, en });
    const faults = unknownCodes('problem', rule.kinds, problems, (j, code, text) =>
      inPart('screening', ['differences', i, 'kinds', j], code, text),
    );
    for (const side of ['declared', 'recorded'] as const) {
      const { item: code, rows, day, filled, only, key, value, from, until, year, says } = rule[side];
      const item = items.get(code);
      const form = item && formOf(pack, item.form);
      if (!form) {
        faults.push(
          at(
            [side, 'item'],
            'item.unknown',
            `未知的目录项“${code}”`,
            `Unknown item of the catalogue "${code}"`,
          ),
        );
        continue;
      }
      if (item.sealed)
        faults.push(at([side, 'item'], 'item.sealed', '密封项目不得比对', 'A sealed item is not compared'));
      const inRow = (field: string) => (rows ? `${rows}[]/${field}` : field);
      const named = [rows && `${rows}[]`, day, ...filled];
      const ofRow = [...Object.keys(only), ...key, value, from, until, year, ...says];
      for (const path of [...named, ...ofRow.map((field) => field && inRow(field))])
        if (path && !nodeAt(form, path))
          faults.push(
            at([side], 'field.unknown', `表单没有字段“${path}”`, `The form has no field "${path}"`),
          );
    }
    const { declared, recorded, how } = rule;
    const whole = {
      absent: declared.key.length > 0 && recorded.from !== undefined,
      differs: declared.key.length > 0 && declared.value && recorded.value && recorded.from !== undefined,
      'same-year': declared.year !== undefined,
      after: declared.key.length > 0,
    }[how];
    if (!whole || declared.key.length !== recorded.key.length)
      faults.push(
        at(
          ['how'],
          'difference.sides',
          `“${how}”缺少所需的字段`,
          `"${how}" lacks a field that it needs, or the keys do not pair`,
        ),
      );
    return faults;
  });
}
