import { nodeAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import { type CatalogueItem, FACT_KINDS, GRAVITIES } from '../pack/catalogue.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { inPart } from './problems.ts';

/** Every item can be supplied, says when it is required, and reads fields that its form has. */
export function checkCatalogue(pack: Pack): PackProblem[] {
  const groups = new Map(pack.catalogue.groups.map((g) => [g.code, g]));
  return pack.catalogue.items.flatMap((item, i) => {
    const at = (key: string, code: string, zh: string, en: string) =>
      inPart('catalogue', ['items', i, key], code, { zh, en });
    const problems: PackProblem[] = [];
    const { organKinds, relations } = item.contributors;
    if (organKinds.length + relations.length === 0) {
      problems.push(at('contributors', 'item.contributor', '没有提供方', 'Nobody may supply it'));
    }
    if ((item.required === 'when') !== hasCondition(item)) {
      problems.push(
        at(
          'required',
          'item.required',
          '“when”须有requiredFor，其他不得有',
          '"when" needs requiredFor, the others none',
        ),
      );
    }
    const group = groups.get(item.group);
    if (group && group.subject !== item.subject) {
      problems.push(
        at('group', 'item.group', '分组属于另一类对象', 'The group belongs to the other kind of subject'),
      );
    }
    if (item.minimumAuthors > 1 && !item.sealed) {
      problems.push(
        at(
          'minimumAuthors',
          'item.sealed',
          '设最少人数的项目须密封',
          'An item with a minimum of authors must be sealed',
        ),
      );
    }
    if (item.sealed && item.summaryFields.length + item.facts.length > 0) {
      problems.push(
        at(
          'summaryFields',
          'item.sealed-summary',
          '密封项目不得进入画像',
          'A sealed item may not reach the portrait',
        ),
      );
    }
    return [...problems, ...fieldProblems(pack, item, i), ...warnsProblems(pack, item, i)];
  });
}

const hasCondition = ({ requiredFor }: CatalogueItem): boolean =>
  (requiredFor?.levels?.length ?? 0) + (requiredFor?.tags?.length ?? 0) > 0;

function fieldProblems(pack: Pack, item: CatalogueItem, i: number): PackProblem[] {
  const form = pack.forms[item.form] as unknown as FormNode | undefined;
  if (!form) return [];
  return (['summaryFields', 'facts'] as const).flatMap((key) =>
    item[key].flatMap(({ path }, j) =>
      nodeAt(form, path)
        ? []
        : [
            inPart('catalogue', ['items', i, key, j, 'path'], 'field.unknown', {
              zh: `表单没有字段“${path}”`,
              en: `The form has no field "${path}"`,
            }),
          ],
    ),
  );
}

/** What an item says to a warning is asked in its form, in words that the level is decided by. */
function warnsProblems(pack: Pack, { form: code, sealed, warns }: CatalogueItem, i: number): PackProblem[] {
  const form = pack.forms[code] as unknown as FormNode | undefined;
  if (!warns || !form) return [];
  const at = (key: string, problem: string, zh: string, en: string) =>
    inPart('catalogue', ['items', i, 'warns', key], problem, { zh, en });
  const words = {
    grave: GRAVITIES,
    kind: FACT_KINDS,
    about: undefined,
    decision: undefined,
    on: undefined,
  } as const;
  const fields = (['grave', 'kind', 'about', 'decision', 'on'] as const).flatMap((key) => {
    const path = warns[key];
    if (path === undefined) return [];
    const node = nodeAt(form, path)?.node;
    if (!node) return [at(key, 'field.unknown', `表单没有字段“${path}”`, `The form has no field "${path}"`)];
    const known: readonly string[] | undefined = words[key];
    const said = (node.oneOf ?? []).map((option) => String(option.const));
    return known === undefined || said.some((word) => known.includes(word))
      ? []
      : [
          at(
            key,
            'warns.words',
            `字段“${path}”的选项没有${known.join('、')}之一`,
            `The field "${path}" offers none of ${known.join(', ')}`,
          ),
        ];
  });
  const only = Object.keys(warns.only ?? {}).filter((path) => !nodeAt(form, path));
  return [
    ...fields,
    ...only.map((path) =>
      at('only', 'field.unknown', `表单没有字段“${path}”`, `The form has no field "${path}"`),
    ),
    ...(warns.kind !== undefined && warns.as !== undefined
      ? [at('as', 'warns.kind', '“kind”和“as”只能有一个', 'Either "kind" or "as", not both')]
      : []),
    ...(sealed
      ? [at('grave', 'warns.sealed', '密封项目不得作为预警依据', 'A sealed item may not count')]
      : []),
  ];
}
