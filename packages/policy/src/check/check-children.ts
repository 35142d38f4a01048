import type { Pack } from '../pack/pack.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { PackProblem } from '../problem.ts';
import { ledTo } from './check-graph.ts';
import { formOf } from './check-steps.ts';
import { codesOf } from './codes-of.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

/** Children can begin; what ends elsewhere ends here; what is undone can be undone. */
export function checkChildren(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const fault = (path: Path, problem: string, zh: string, en: string) =>
    inProcedure(code, path, problem, { zh, en });
  const spawning = Object.values(procedure.actions).some((a) => a.spawns?.some((spawn) => spawn.waits));
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    const path: Path = ['actions', name];
    const final = action.to !== undefined && procedure.states[action.to]?.final === true;
    return [
      ...(action.spawns ?? []).flatMap((spawn, i) =>
        spawned(pack, code, [...path, 'spawns', i], spawn, action.form),
      ),
      ...(action.needsChildren && !spawning
        ? [
            fault(
              [...path, 'needsChildren'],
              'children.none',
              '没有操作产生须等待的子事项',
              'No action begins a child that is waited for',
            ),
          ]
        : []),
      ...(action.joins && !final && !parted(procedure, action)
        ? [
            fault(
              [...path, 'to'],
              'join.state',
              '并入后须进入终态，或只能分出',
              'After joining another the matter must end, or only be parted from it',
            ),
          ]
        : []),
      ...(action.splits && !procedure.begin.by.includes('system')
        ? [
            fault(
              path,
              'child.begin',
              '本程序须可由平台发起',
              'The platform must be able to begin this procedure',
            ),
          ]
        : []),
      ...unknownCodes(
        'item',
        [action.files?.item, action.files?.unitItem].filter((item) => item !== undefined),
        codesOf(pack).items,
        (_, problem, text) => inProcedure(code, [...path, 'files'], problem, text),
      ),
      ...filed(pack, code, path, procedure, action),
      ...(action.correctable && leavesTraces(action)
        ? [
            fault(
              [...path, 'correctable'],
              'action.correctable',
              '该操作的效果无法撤销',
              'What the action does elsewhere can not be undone',
            ),
          ]
        : []),
    ];
  });
}

/** In the state that joining leads to nothing but records and the parting are possible. */
const parted = ({ actions }: Procedure, { to }: Action): boolean => {
  const leaving = Object.values(actions).filter(
    (action) => action.from.includes(to ?? '') && ledTo(action).length > 0,
  );
  const parting = Object.values(actions).some((action) => action.parts && action.from.includes(to ?? ''));
  return parting && leaving.length === 0;
};

function leavesTraces(action: Action): boolean {
  const { spawns, splits, joins, parts, transfer, files, effects } = action;
  return (
    [spawns, splits, joins, parts, transfer, files].some(Boolean) ||
    effects.some((e) => !e.startsWith('notice.'))
  );
}

function spawned(
  pack: Pack,
  code: string,
  path: Path,
  spawn: NonNullable<Action['spawns']>[number],
  asked: string | undefined,
): PackProblem[] {
  const child = pack.procedures[spawn.procedure];
  const procedures = new Set(Object.keys(pack.procedures));
  const at = (_: number, problem: string, text: PackProblem['text']) =>
    inProcedure(code, [...path, 'procedure'], problem, text);
  if (!child) return unknownCodes('procedure', [spawn.procedure], procedures, at);
  const given = Object.keys(spawn.dataFrom ?? {});
  const form = formOf(pack, child.begin.form);
  const missing = (form?.required ?? []).filter((field) => !given.includes(field));
  const extra = given.filter((field) => !form?.properties?.[field]);
  // What a step with a form hands on stands in that form.
  const own = formOf(pack, asked);
  const absent = own ? Object.values(spawn.dataFrom ?? {}).filter((field) => !own.properties?.[field]) : [];
  const fault = (key: string, problem: string, zh: string, en: string) =>
    inProcedure(code, [...path, key], problem, { zh, en });
  return [
    ...(child.begin.by.includes('system')
      ? []
      : [
          fault(
            'procedure',
            'child.begin',
            '该程序须可由平台发起',
            'The platform must be able to begin that procedure',
          ),
        ]),
    ...[...missing, ...extra].map((field) =>
      fault(
        'dataFrom',
        'field.unknown',
        `子事项首表单的字段“${field}”对不上`,
        `The field "${field}" of the child's first form does not match`,
      ),
    ),
    ...absent.map((field) =>
      fault(
        'dataFrom',
        'field.unknown',
        `本操作的表单没有字段“${field}”`,
        `The form of the step has no field "${field}"`,
      ),
    ),
    ...unknownCodes('party', Object.keys(spawn.partiesFrom ?? {}), placesOf(child), (_, problem, text) =>
      inProcedure(code, [...path, 'partiesFrom'], problem, text),
    ),
  ];
}

const placesOf = (procedure: Procedure) =>
  new Set(['receiver', 'contributor', 'unit', 'handler', ...Object.keys(procedure.parties ?? {})]);

/** What an entry may be filled from besides the forms. */
const FILED_SOURCES: ReadonlySet<string> = new Set([
  'step.day',
  'step.at',
  'account.name',
  'matter.id',
  'matter.number',
]);

/** What is filed is final, fits whom the procedure concerns, and is asked for somewhere in the procedure. */
function filed(pack: Pack, code: string, path: Path, procedure: Procedure, action: Action): PackProblem[] {
  const { item: first, unitItem, status, from = {}, says = {}, onlyWith } = action.files ?? {};
  const items = pack.catalogue.items.filter((one) => one.code === first || one.code === unitItem);
  const [item] = items;
  if (!item) return [];
  const at = [...path, 'files'];
  const fault = (problem: string, zh: string, en: string) => inProcedure(code, at, problem, { zh, en });
  const state = action.to === undefined ? undefined : procedure.states[action.to];
  const factual = pack.statuses.some((one) => one.code === (status ?? state?.status) && one.factual);
  const asked = new Set(
    [procedure.begin, ...Object.values(procedure.actions)].flatMap((step) =>
      Object.keys((pack.forms[step.form ?? ''] as { properties?: object } | undefined)?.properties ?? {}),
    ),
  );
  const required = items.flatMap(
    ({ form }) => (pack.forms[form] as { required?: string[] } | undefined)?.required ?? [],
  );
  const taken = (field: string) => asked.has(from[field] ?? field) || FILED_SOURCES.has(from[field] ?? '');
  const missing = [...new Set([...required, ...Object.keys(from)])].filter(
    (field) => !(field in says) && !taken(field),
  );
  if (onlyWith !== undefined && !asked.has(onlyWith)) missing.push(onlyWith);
  // What is filed for a clue file follows its status; otherwise nothing changes it any more.
  const follows = procedure.service === 'clue' && state === undefined;
  return [
    ...(follows || (factual && (state?.final || status !== undefined))
      ? []
      : [
          fault(
            'files.state',
            '归档的操作须进入已成事实的终态，或者写明材料的状态',
            'Only a step into a final, factual state files something, or one that names a factual status',
          ),
        ]),
    ...(procedure.subjects.kinds.every((kind) => items.some((one) => one.subject === kind))
      ? []
      : [
          fault(
            'files.subject',
            '目录项不适用于本程序的对象',
            'The item is not for the subjects of this procedure',
          ),
        ]),
    ...(missing.length
      ? [
          fault(
            'files.field',
            `程序的表单没有归档所需的字段：${missing.join('、')}`,
            `No form of the procedure asks for: ${missing.join(', ')}`,
          ),
        ]
      : []),
  ];
}
