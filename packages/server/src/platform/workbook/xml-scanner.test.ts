import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { XmlFault, XmlScanner } from './xml-scanner.ts';

type Seen = (string | [string, Record<string, string>])[];

function scan(xml: string, piece = xml.length || 1): Seen {
  const seen: Seen = [];
  const scanner = new XmlScanner({
    open: (name, attributes) => seen.push([name, { ...attributes }]),
    close: (name) => seen.push(`/${name}`),
    text: (text) => addText(seen, text),
  });
  for (let i = 0; i < xml.length; i += piece) scanner.write(xml.slice(i, i + piece));
  scanner.end();
  return seen;
}

/** What a general, strict parser sees in the same text. */
function reference(xml: string): Seen {
  const seen: Seen = [];
  const parser = new SaxesParser({ xmlns: false as const, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => seen.push([tag.name, { ...tag.attributes }]));
  parser.on('closetag', (tag) => seen.push(`/${tag.name}`));
  let depth = 0;
  parser.on('opentagstart', () => depth++);
  const text = (piece: string) => {
    if (depth > 0 && !(seen.length > 0 && isOver(seen))) addText(seen, piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml).close();
  return seen;
}

function isOver(seen: Seen): boolean {
  let depth = 0;
  for (const event of seen) depth += Array.isArray(event) ? 1 : event.startsWith('/') ? -1 : 0;
  return depth === 0;
}

/** Texts that follow each other count as one; texts are marked, so that none looks like a closing tag. */
function addText(seen: Seen, text: string): void {
  if (text === '') return;
  const last = seen.at(-1);
  if (typeof last === 'string' && last.startsWith('=')) seen[seen.length - 1] = last + text;
  else seen.push(`=${text}`);
}

const name = fc.constantFrom('c', 'row', 'x:c', 'is', '行', 'a-b.c', '_');
const value = fc
  .array(
    fc.constantFrom('a', '张', '&amp;', '&lt;', '&#x5F20;', '&#9;', '&quot;', '>', ' ', '\u{20bb7}', "'"),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));
const content = fc
  .array(
    fc.constantFrom(
      'a',
      '张',
      '&amp;',
      '&#65;',
      '>',
      '\r\n',
      '\r',
      '\n',
      ' ',
      '"',
      '<!-- <a> -->',
      '<![CDATA[<b>&]]>',
      '<?pi x?>',
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const space = fc.constantFrom('', ' ', '\n\t', '\r');
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 3 }),
      space,
      fc.array(fc.oneof({ maxDepth: 4 }, content, tie('element')), { maxLength: 4 }),
      fc.boolean(),
    )
    .map(([tag, attributes, gap, children, short]) => {
      const head = `<${tag}${attributes.map(([key, text]) => ` ${key}${gap}=${gap}"${text}"`).join('')}${gap}`;
      return short && children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</${tag}${gap}>`;
    }),
}));
const documents = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '<?xml version="1.0"?>\n', '<!-- x -->'),
    element,
    fc.constantFrom('', '\n', '<!-- y -->'),
  )
  .map((parts) => parts.join(''));

describe('beside a general parser', () => {
  test('the same is seen in any document, however it is cut', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 40 }), (xml, piece) => {
        expect(scan(xml, piece)).toEqual(reference(xml));
      }),
      { numRuns: 500 },
    );
  });

  test('what is damaged is seen the same or refused', () => {
    const damage = fc.tuple(
      documents,
      fc.nat(),
      fc.nat(8),
      fc.constantFrom('', '<', '>', '"', '/', '&', '&x;', '</c>', '<c>', ' ', 'x', '='),
    );
    fc.assert(
      fc.property(damage, ([xml, at, length, put]) => {
        const start = at % (xml.length + 1);
        // Half a surrogate pair never leaves a decoder.
        const damaged = (xml.slice(0, start) + put + xml.slice(start + length)).toWellFormed();
        let expected: Seen | undefined;
        try {
          expected = reference(damaged);
        } catch {
          // Not XML to the general parser: then only no other kind of error may come of it here.
        }
        try {
          const seen = scan(damaged);
          if (expected) expect(seen).toEqual(expected);
        } catch (error) {
          if (!(error instanceof XmlFault)) throw error;
          expect(expected).toBeUndefined();
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['', false],
  ['<a>', false],
  ['<a></b>', false],
  ['<a></ab>', false],
  ['<ab></a>', false],
  ['</a>', false],
  ['<a/><a/>', false],
  ['<a/>x', false],
  ['x<a/>', false],
  ['<a b/>', false],
  ['<a b=c/>', false],
  ['<a b="1" b="2"/>', false],
  ['<a b="1"c="2"/>', false],
  ['<a / b="1">', false],
  ['<1a/>', false],
  ['<a>&b;</a>', false],
  ['<a>&#0;</a>', false],
  ['<a>&#xD800;</a>', false],
  ['<a>&#x110000;</a>', false],
  ['<a>& </a>', false],
  ['<a>\0</a>', false],
  ['<!DOCTYPE a><a/>', true],
  ['<a><!ENTITY b "c"></a>', true],
  ['<a>'.repeat(65), true],
])('%j is refused (unsafe: %s)', (xml, unsafe) => {
  for (const piece of [1, 1000]) {
    const fault = (() => {
      try {
        scan(xml, piece);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(XmlFault);
    expect((fault as XmlFault).unsafe).toBe(unsafe);
  }
});
