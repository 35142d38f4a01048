import type { Pack } from '../pack/pack.schema.ts';
import { TABLE_FOLDER } from '../pack/pack.schema.ts';
import type { Cell, DecisionTable, Domain } from '../pack/table.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';
import { gapsOf } from '../tables/table-gaps.ts';
import type { Path } from './problems.ts';

/** Every decision table decides every case, and with `unique` no case twice. */
export const checkDecisionTables = (pack: Pack): PackProblem[] =>
  Object.entries(pack.tables).flatMap(([code, table]) => {
    const wrong = shape(code, table);
    return wrong.length > 0 ? wrong : proof(code, table);
  });

const fault = (table: string, path: Path, code: string, zh: string, en: string): PackProblem => ({
  code,
  where: { file: `${TABLE_FOLDER}/${table}.yaml`, pointer: pointerOf(path) },
  text: { zh, en },
});

/** Rows name inputs, outputs and values that there are, each row once. */
function shape(code: string, table: DecisionTable): PackProblem[] {
  const ids = table.rows.map((row) => row.id);
  return table.rows.flatMap((row, i) => {
    const path = ['rows', i];
    return [
      ...(ids.indexOf(row.id) === i
        ? []
        : [
            fault(
              code,
              [...path, 'id'],
              'code.duplicate',
              `代码“${row.id}”重复`,
              `The code "${row.id}" stands twice`,
            ),
          ]),
      ...Object.entries(row.when).flatMap(([name, cell]) => {
        const domain = table.inputs.find((input) => input.name === name)?.domain;
        return domain && fits(cell, domain)
          ? []
          : [
              fault(
                code,
                [...path, 'when', name],
                'table.input',
                `没有输入“${name}”，或取值不在其范围`,
                `There is no input "${name}", or it has no such value`,
              ),
            ];
      }),
      ...table.outputs
        .filter(({ name, oneOf }) => !oneOf.some((entry) => entry.code === row.gives[name]))
        .map(({ name }) =>
          fault(
            code,
            [...path, 'gives'],
            'table.output',
            `缺少输出“${name}”，或其值未知`,
            `The output "${name}" is missing or unknown`,
          ),
        ),
      ...Object.keys(row.gives)
        .filter((name) => !table.outputs.some((output) => output.name === name))
        .map((name) =>
          fault(
            code,
            [...path, 'gives', name],
            'table.output',
            `没有输出“${name}”`,
            `There is no output "${name}"`,
          ),
        ),
    ];
  });
}

function fits(cell: Cell, domain: Domain): boolean {
  if (typeof cell === 'boolean') return 'flag' in domain;
  if (Array.isArray(cell)) {
    return 'oneOf' in domain && cell.every((code) => domain.oneOf.some((entry) => entry.code === code));
  }
  if (!('from' in domain)) return false;
  return cell.from === undefined || cell.to === undefined || cell.from <= cell.to;
}

function proof(code: string, table: DecisionTable): PackProblem[] {
  const { missing, overlap, tooLarge } = gapsOf(table);
  const told = (values: object) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
  return [
    ...(tooLarge
      ? [fault(code, ['rows'], 'table.too-large', '表太大，无法证明', 'The table is too large to be proven')]
      : []),
    ...(missing
      ? [
          fault(
            code,
            ['rows'],
            'table.incomplete',
            `未覆盖：${told(missing)}`,
            `Not covered: ${told(missing)}`,
          ),
        ]
      : []),
    ...(overlap
      ? [
          fault(
            code,
            ['rows'],
            'table.overlap',
            `“${overlap.rows.join('”、“')}”同时成立：${told(overlap.values)}`,
            `"${overlap.rows.join('" and "')}" both fit: ${told(overlap.values)}`,
          ),
        ]
      : []),
  ];
}
