import { nodeAt } from '../forms/field-path.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { TemplateField } from '../pack/template.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formPathOf, partyOf } from '../templates/sources.ts';
import { formOf, PLACES, stepsOf } from './check-steps.ts';
import { givesRows, noRows } from './check-templates.ts';
import { inProcedure, type Path, unknownCodes } from './problems.ts';

/** A step that issues a document can fill it: nobody is refused at the last moment for a field that no form asks. */
export function checkDocuments(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const { templates } = pack.templates;
  const known = new Set(templates.map((template) => template.code));
  return stepsOf(procedure).flatMap(([path, step]) => {
    const { document } = step;
    const fault = (key: string, problem: string, zh: string, en: string) =>
      inProcedure(code, [...path, key], problem, { zh, en });
    const issues = step.effects?.includes('document.issue') === true;
    const unknown = unknownCodes(
      'template',
      document ? [document] : [],
      known,
      at(code, [...path, 'document']),
    );
    if (issues !== (document !== undefined)) {
      return [
        ...unknown,
        fault(
          issues ? 'effects' : 'document',
          'effect.document',
          'document 与效果 document.issue 须同时写明',
          'An action names its document and the effect document.issue together',
        ),
      ];
    }
    const template = templates.find((one) => one.code === document);
    if (!template) return unknown;
    const { work } = procedure;
    return [
      ...(work === undefined || template.work.includes(work)
        ? []
        : [
            fault(
              'document',
              'template.work',
              '该模板不在本工作类型的文书中',
              'The template is not in the set of this kind of work',
            ),
          ]),
      ...template.fields
        .filter((field) => field.required && !isGiven(pack, procedure, step, field))
        .map(({ code: field }) =>
          fault(
            'document',
            'document.field',
            `没有表单必填或数据提供文书字段“${field}”`,
            `No required field of a form and no record gives the document its field "${field}"`,
          ),
        ),
      ...template.fields
        .filter((field) => field.kind === 'list' && !hasRows(pack, procedure, step, field))
        .map((field) => inProcedure(code, [...path, 'document'], 'template.rows', noRows(field))),
    ];
  });
}

/** Whether the forms that give the list hold rows with its columns; that nothing gives it is told elsewhere. */
function hasRows(pack: Pack, procedure: Procedure, step: Partial<Action>, field: TemplateField): boolean {
  const own = formOf(pack, step.form)?.properties?.[field.code];
  if (own) return givesRows(own, field.code, field);
  const path = formPathOf(field.from);
  if (path === undefined) return true;
  return stepsOf(procedure).every(([, { form }]) => {
    const found = formOf(pack, form);
    const node = found && nodeAt(found, path)?.node;
    return !node || givesRows(node, path, field);
  });
}

const at =
  (code: string, path: Path) =>
  (_: number, problem: string, text: PackProblem['text']): PackProblem =>
    inProcedure(code, path, problem, text);

function isGiven(pack: Pack, procedure: Procedure, step: Partial<Action>, field: TemplateField): boolean {
  const { code, kind, from } = field;
  const own = formOf(pack, step.form);
  const node = own?.required?.includes(code) === true ? own.properties?.[code] : undefined;
  // What the step's own form says counts before the source of the field.
  if (node) return (node.type === 'array') === (kind === 'list');
  const place = partyOf(from);
  if (place !== undefined) return PLACES.includes(place) || procedure.parties?.[place] !== undefined;
  if (from === 'step.reason') return step.requiresReason === true;
  const path = formPathOf(from);
  if (path === undefined) return from !== 'input';
  return stepsOf(procedure).some(([, { form }]) => {
    const found = formOf(pack, form);
    return found !== undefined && nodeAt(found, path) !== undefined;
  });
}
