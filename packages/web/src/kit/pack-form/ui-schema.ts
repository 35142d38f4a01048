import type { UiSchema } from '@rjsf/utils';
import { type FormNode, refOf } from './form-node.ts';

const WIDGETS: Record<string, string> = {
  textarea: 'textarea',
  month: 'month',
  year: 'year',
  quarter: 'quarter',
  hidden: 'hidden',
  file: 'file',
  fact: 'fact',
  matrix: 'matrix',
  clock: 'clock',
};

function widgetOf(node: FormNode): string | undefined {
  const hinted = node['x-ui']?.widget;
  if (hinted && WIDGETS[hinted]) return WIDGETS[hinted];
  if (refOf(node)) return 'ref';
  if (node['x-list']) return 'list';
  if (node.type === 'string' && node.format === 'date') return 'day';
  // What must be confirmed is ticked; a plain yes or no is answered, so that “no” differs from “not yet”.
  if (node.type === 'boolean') return node.const === true ? 'checkbox' : 'yesno';
  if (node.type === 'integer' || node.type === 'number') return 'number';
  if (node.oneOf && node.oneOf.length > 0) return node.oneOf.length <= 4 ? 'choice' : 'select';
  if (node.type === 'array' && !node.items?.properties) {
    if (node.items?.oneOf || node.items?.['x-list']) return node.uniqueItems ? 'several' : undefined;
    if (node.items?.type === 'string') return 'words';
  }
  return undefined;
}

/** How each field is drawn, from the form's own hints. */
export function uiSchemaOf(node: FormNode, inKin = false): UiSchema {
  const ui: UiSchema = {};
  const kin = node['x-kin'] === true;
  const widget = widgetOf(node);
  if (widget) ui['ui:widget'] = widget;
  ui['ui:options'] = {
    kin: kin && !inKin,
    list: node['x-list'] ?? (widget === 'several' ? node.items?.['x-list'] : undefined),
    ref: refOf(node),
    many: node.type === 'array',
    matrix: node['x-ui']?.matrix,
    use: node['x-ui']?.use,
  };
  for (const [name, child] of Object.entries(node.properties ?? {}))
    ui[name] = uiSchemaOf(child, inKin || kin);
  if (node.items) ui.items = uiSchemaOf(node.items, inKin || kin);
  const order = node['x-sections']?.flatMap((section) => section.fields);
  if (order) ui['ui:order'] = [...order, '*'];
  return ui;
}
