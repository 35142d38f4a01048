import { FieldCodes } from './field-codes.ts';
import { TemplateRefused } from './template-faults.ts';
import { attributeOf, readXml, XmlRefused } from './template-xml.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const ACTIVE_PART =
  /vbaproject|vbadata|\/embeddings\/|\/activex\/|\/oleobject|\/afchunk|\.(bin|exe|dll|js|vbs|html?)$/i;
const ACTIVE_TYPE = /macroEnabled|vbaProject|ms-office\.activeX|oleObject/i;
const MAIN_TYPE =
  /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml$/;
/** Parts that are no XML: pictures and embedded fonts. Everything else is read. */
const BINARY_PART = /\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|odttf)$/i;
const BINARY_TYPE = /^(image\/|application\/vnd\.openxmlformats-officedocument\.obfuscatedFont$)/i;
const ACTIVE_RELATION = /\/(vbaProject|wordVbaData|oleObject|control|aFChunk|package)$/i;
const ACTIVE_ELEMENT = new Set(['altChunk', 'object', 'control', 'OLEObject', 'script']);
/** Elements of settings that name a source of data, and attributes of drawings that name a file. */
const LINKING_ELEMENT = new Set(['mailMerge', 'connectString']);
const LINKING_ATTRIBUTE = ['src', 'href', 'althref'];
/** `https:…`, `file:…`, `\\server\…`, `//server/…` and `c:\…`; a picture written into the part itself is none. */
const OUTSIDE = /^\s*(?!data:)([a-z][a-z0-9+.-]*:|\\\\|\/\/)/i;

/**
 * Refuses what runs or fetches something when the document is opened. Every part is read, whatever its name,
 * and by the meaning of its XML: prefixes, character references and split texts hide nothing.
 * @throws {TemplateRefused}
 */
export function refuseActive(parts: Readonly<Record<string, Uint8Array>>): void {
  const types = parts[CONTENT_TYPES];
  if (!types || !parts['word/document.xml'] || !isDocument(types))
    throw new TemplateRefused('template.no-docx');
  for (const [name, bytes] of Object.entries(parts)) {
    if (ACTIVE_PART.test(name)) throw new TemplateRefused('template.macros', name);
    if (!BINARY_PART.test(name) && !name.endsWith('/')) readPart(name, bytes);
  }
}

/** Whether the types declare a Word document, and as pictures and fonts nothing but such. */
function isDocument(bytes: Uint8Array): boolean {
  let main = false;
  inPart(CONTENT_TYPES, () =>
    readXml(bytes, {
      open(tag) {
        const type = attributeOf(tag, 'ContentType')?.trim();
        if (type === undefined) return;
        if (ACTIVE_TYPE.test(type)) throw new TemplateRefused('template.macros');
        main ||= MAIN_TYPE.test(type);
        const name = attributeOf(tag, 'PartName') ?? `.${attributeOf(tag, 'Extension') ?? ''}`;
        // Word goes by the declared type: a “picture” that is declared as text would be read as text.
        if (BINARY_PART.test(name.trim()) && !BINARY_TYPE.test(type))
          throw new TemplateRefused('template.no-docx', name);
      },
    }),
  );
  return main;
}

function readPart(name: string, bytes: Uint8Array): void {
  const fields = new FieldCodes(name);
  inPart(name, () =>
    readXml(bytes, {
      open(tag) {
        if (ACTIVE_ELEMENT.has(tag.local)) throw new TemplateRefused('template.macros', name);
        if (LINKING_ELEMENT.has(tag.local)) throw new TemplateRefused('template.outside-link', name);
        if (tag.local === 'Relationship') refuseRelation(name, tag);
        for (const attribute of LINKING_ATTRIBUTE)
          if (OUTSIDE.test(attributeOf(tag, attribute) ?? ''))
            throw new TemplateRefused('template.outside-link', name);
        fields.open(tag);
      },
      text: (text) => fields.text(text),
      close: (tag) => fields.close(tag),
    }),
  );
  fields.end();
}

function refuseRelation(name: string, tag: Parameters<typeof attributeOf>[0]): void {
  const of = (attribute: string) => attributeOf(tag, attribute)?.trim() ?? '';
  if (ACTIVE_RELATION.test(of('Type'))) throw new TemplateRefused('template.macros', name);
  if (of('TargetMode').toLowerCase() === 'external' || OUTSIDE.test(of('Target')))
    throw new TemplateRefused('template.outside-link', name);
}

function inPart(name: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    throw error instanceof XmlRefused ? new TemplateRefused('template.no-docx', name) : error;
  }
}
