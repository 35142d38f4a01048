import type { SaxesTagNS } from 'saxes';
import { TemplateRefused } from './template-faults.ts';
import { attributeOf } from './template-xml.ts';

/**
 * Fields that a template may hold: what they show comes from the document itself. Any other kind (INCLUDETEXT,
 * DDEAUTO, DATABASE, MACROBUTTON …) may fetch or run something when the document is opened.
 */
const HARMLESS = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE TOC TC XE REF PAGEREF NOTEREF SEQ
  STYLEREF TITLE SUBJECT AUTHOR FILENAME NUMWORDS NUMCHARS EQ SYMBOL QUOTE ADVANCE FORMTEXT FORMCHECKBOX
  FORMDROPDOWN MERGEFIELD IF =`.split(/\s+/),
);
/** A link to a place in the document itself. */
const INNER_LINK = /^HYPERLINK\s+\\l\s+"[^"]*"(\s+\\[hnot])*$/i;

const WORD =
  /^http:\/\/(schemas\.openxmlformats\.org\/wordprocessingml|purl\.oclc\.org\/ooxml\/wordprocessingml)\//;
/** Word's own elements whose content does not stand in the text around them. */
const APART = new Set(['txbxContent', 'del', 'moveFrom']);
const CODE = new Set(['instrText', 'delInstrText']);
/** Before its result begins, plain text belongs to the code of a field too. */
const isText = ({ local }: SaxesTagNS): boolean => CODE.has(local) || local === 't' || local === 'delText';
/** Elements whose content Word may leave out (alternatives, extensions that it doesn't know) or keeps apart. */
const standsApart = (tag: SaxesTagNS): boolean => !WORD.test(tag.uri) || APART.has(tag.local);

interface Field {
  /** Its code so far. */
  code: string;
  /** Whether its result has begun. */
  result: boolean;
  /** The element in which it began; all of it must stand there, or Word may see another code than we do. */
  within: SaxesTagNS | undefined;
}

/** The codes of the fields of one part, however Word splits and nests them. */
export class FieldCodes {
  readonly #part: string;
  /** Fields that are open, the innermost last. */
  readonly #open: Field[] = [];
  readonly #apart: SaxesTagNS[] = [];
  #inText = false;

  constructor(part: string) {
    this.#part = part;
  }

  /** @throws {TemplateRefused} */
  open(tag: SaxesTagNS): void {
    if (standsApart(tag)) this.#apart.push(tag);
    if (tag.local === 'fldSimple') this.#judge(attributeOf(tag, 'instr') ?? '');
    if (tag.local === 'fldChar') this.#mark(attributeOf(tag, 'fldCharType')?.trim());
    // A code that stands in no field would become one as soon as somebody completes it.
    if (CODE.has(tag.local) && !this.#open.length) this.#refuse();
    this.#inText ||= isText(tag);
  }

  text(text: string): void {
    const field = this.#open.at(-1);
    if (!this.#inText || !field || field.result) return;
    if (field.within !== this.#apart.at(-1)) this.#refuse();
    field.code += text;
  }

  close(tag: SaxesTagNS): void {
    if (isText(tag)) this.#inText = false;
    if (standsApart(tag)) this.#apart.pop();
  }

  /** At the end of the part: fields that were never ended count too. @throws {TemplateRefused} */
  end(): void {
    for (const field of this.#open) this.#judge(field.code);
  }

  #mark(kind: string | undefined): void {
    const within = this.#apart.at(-1);
    if (kind === 'begin') {
      this.#open.push({ code: '', result: false, within });
      return;
    }
    const field = this.#open.at(-1);
    if (!field) return;
    if (field.within !== within) this.#refuse();
    if (kind === 'separate') field.result = true;
    if (kind === 'end') this.#judge(this.#open.pop()!.code);
  }

  #judge(code: string): void {
    if (INNER_LINK.test(code.trim())) return;
    const [kind = ''] = code.trim().split(/(?<==)|[\s\\"]/);
    if (!HARMLESS.has(kind.toUpperCase())) this.#refuse();
  }

  #refuse(): never {
    throw new TemplateRefused('template.outside-link', this.#part);
  }
}
