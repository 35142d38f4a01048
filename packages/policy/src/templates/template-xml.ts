import { SaxesParser, type SaxesTagNS } from 'saxes';

/** What one XML part of a package says, event by event. */
export interface XmlReader {
  open?(tag: SaxesTagNS): void;
  text?(text: string): void;
  close?(tag: SaxesTagNS): void;
}

/** No paper nests its elements deeper; each further level makes every look for a namespace slower. */
const DEEPEST = 256;

/** The part is no XML that may be read on: damaged, not in UTF-8, too deep, or with a document type. */
export class XmlRefused extends Error {}

/**
 * Reads a part as Word does: character references resolved, names by their namespace and not by their prefix.
 * Only UTF-8 without a document type, which could define entities that grow or fetch a file.
 * @throws {XmlRefused}
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const refuse = (): never => {
    throw new XmlRefused('no XML in UTF-8');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') refuse();
  });
  let depth = 0;
  parser.on('opentag', (tag) => {
    if (++depth > DEEPEST) throw new XmlRefused('nested too deep');
    reader.open?.(tag as SaxesTagNS);
  });
  parser.on('closetag', (tag) => {
    depth--;
    reader.close?.(tag as SaxesTagNS);
  });
  if (reader.text) {
    parser.on('text', (text) => reader.text?.(text));
    parser.on('cdata', (text) => reader.text?.(text));
  }
  parser.write(utf8(bytes)).close();
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused('no UTF-8');
  }
}

/**
 * The value of an attribute by its local name, whatever its namespace.
 * @throws {XmlRefused} when two namespaces give the element one: which of them counts?
 */
export function attributeOf(tag: SaxesTagNS, local: string): string | undefined {
  const found = Object.values(tag.attributes).filter((attribute) => attribute.local === local);
  if (found.length > 1) throw new XmlRefused(`${local} stands twice`);
  return found[0]?.value;
}
