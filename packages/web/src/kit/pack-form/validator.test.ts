import path from 'node:path';
import { validateForm } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormNode, localise } from './form-node.ts';
import { faultsOf, formValidator } from './validator.ts';

const { pack } = await loadPack(path.resolve(import.meta.dirname, '../../../../../packs/cn-discipline'));
if (!pack) throw new Error('the default pack is unsound');
const forms = Object.entries(pack.forms) as unknown as [string, FormNode][];

const absent = Symbol('absent');
type Value = fc.Arbitrary<unknown>;
const sometimes = (right: Value, wrong: Value): Value =>
  fc.oneof({ arbitrary: right, weight: 6 }, { arbitrary: wrong, weight: 1 });

/** Data that mostly fits a node: now and then something is missing, too long, out of range or of another kind. */
function dataOf(node: FormNode): Value {
  const odd = fc.constantFrom<unknown>('', 'x'.repeat(6000), -1, 99999, 'unknown', true, false);
  if (node.oneOf) return sometimes(fc.constantFrom(...node.oneOf.map((option) => option.const)), odd);
  if (node.properties) {
    const fields = Object.entries(node.properties).map(([name, child]) => {
      const here = dataOf(child);
      return fc.tuple(
        fc.constant(name),
        node.required?.includes(name)
          ? sometimes(here, fc.constant(absent))
          : fc.oneof(here, fc.constant(absent)),
      );
    });
    return fc
      .tuple(...fields)
      .map((pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== absent)));
  }
  if (node.type === 'array')
    return fc.uniqueArray(dataOf(node.items ?? {}), {
      maxLength: 3,
      selector: (item) => JSON.stringify(item),
    });
  if (node.type === 'boolean') return sometimes(fc.boolean(), odd);
  if (node.type === 'integer' || node.type === 'number') return sometimes(fc.constant(2020), odd);
  if (node.format === 'date') return sometimes(fc.constant('2026-03-05'), odd);
  if (node.format === 'uuid') return sometimes(fc.constant('3f0a3b52-0b1c-4e8e-9b46-2f1d0c7a9e11'), odd);
  if (node.pattern) return sometimes(fc.constant('1972-05'), odd);
  return sometimes(fc.constant('文字'), odd);
}

const pointerOf = (parts: readonly (string | number)[]) => parts.map((part) => `/${part}`).join('');

describe('the interpreting validator', () => {
  it.each(forms)('finds the faults of %s that the server finds', (code, form) => {
    fc.assert(
      fc.property(dataOf(form), (data) => {
        // Codes of lists are the server's business: it reads them from the pack in force.
        const server = validateForm(pack, code, data, '9999-12-31')
          .filter((fault) => fault.code !== 'list')
          .map((fault) => fault.pointer);
        const client = faultsOf(localise(form, 'zh'), data).map((fault) => pointerOf(fault.path));
        // Of a choice of parts the server also says what each part lacks; here the choice is one fault.
        if (JSON.stringify(form).includes('"anyOf"')) {
          expect(server).toEqual(expect.arrayContaining(client));
          expect(client.length > 0).toBe(server.length > 0);
        } else expect(new Set(client)).toEqual(new Set(server));
      }),
      { numRuns: 40 },
    );
  });

  it('names a missing field at its own place and an unknown one too', () => {
    const form = {
      type: 'object',
      additionalProperties: false,
      required: ['a'],
      properties: { a: { type: 'string' } },
    };
    expect(faultsOf(form, { b: 1 })).toEqual([
      { path: ['a'], keyword: 'required', limit: ['a'] },
      { path: ['b'], keyword: 'additionalProperties', limit: false },
    ]);
  });

  it('names entries that repeat', () => {
    const form = { type: 'array', uniqueItems: true, items: { type: 'string' } };
    expect(faultsOf(form, ['a', 'b', 'a'])).toEqual([{ path: [], keyword: 'uniqueItems', limit: true }]);
  });

  it.each([
    ['zh', '最多 3 个字。'],
    ['en', 'At most 3 characters.'],
  ] as const)('says it in %s beside the field', (language, text) => {
    const form = {
      type: 'object',
      properties: { rows: { type: 'array', items: { type: 'string', maxLength: 3 } } },
    };
    const { errors, errorSchema } = formValidator(language).validateFormData(
      { rows: ['abc', 'abcd'] },
      form as never,
    );
    expect(errors).toMatchObject([{ property: '.rows.1', message: text, name: 'maxLength' }]);
    expect(errorSchema).toEqual({ rows: { 1: { __errors: [text] } } });
  });
});
