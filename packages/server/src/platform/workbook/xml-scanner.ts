export type Attributes = Record<string, string>;

export interface XmlHandler {
  /** `name` as written, with its prefix if it has one. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** A stretch of text with entities resolved; one text may come in several. */
  text?(text: string): void;
}

/** The XML is not well-formed, or `unsafe`: has what a workbook must not have. */
export class XmlFault extends Error {
  readonly unsafe: boolean;

  constructor(message: string, unsafe = false) {
    super(message);
    this.unsafe = unsafe;
  }
}

/** Deeper nesting than any real part has. */
const MAX_DEPTH = 64;
/** Characters of one tag, text or comment; a cell holds 32,767. */
const MAX_TOKEN = 2 * 1024 * 1024;

const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.\-\u00b7]*$/u;
const SPACE = 32;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * A scanner for the XML of workbooks, fed with pieces of text. Sheets are read three to four times as fast as
 * with a general parser, because tags are cut out by searching for their ends and closing tags are only
 * compared. It checks what protects the reader (nesting, names, quotes, entities, one root) and leaves to
 * others what would only be bad style (`]]>` in a text). A DOCTYPE is refused, so there is nothing to expand.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  readonly #names = new Set<string>();
  #rest = '';
  #started = false;
  #rooted = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(piece: string): void {
    if (piece.includes('\0')) throw new XmlFault('zero character');
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    if (!this.#started && text !== '') {
      this.#started = true;
      if (text.charCodeAt(0) === 0xfeff) at = 1;
    }
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.#tag(text, at) : this.#text(text, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = at === 0 ? text : text.slice(at);
    if (this.#rest.length > MAX_TOKEN) throw new XmlFault('token too long', true);
  }

  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#rooted) throw new XmlFault('ends early');
  }

  /** Each of these returns where it ended, or -1 when the piece ends first. */
  #text(text: string, from: number): number {
    const end = text.indexOf('<', from);
    if (end < 0) return -1;
    if (this.#open.length === 0) {
      if (text.slice(from, end).trim() !== '') throw new XmlFault('text outside of the root');
    } else if (this.#handler.text) {
      this.#handler.text(resolved(lineEnds(text.slice(from, end))));
    }
    return end;
  }

  #tag(text: string, from: number): number {
    const mark = text.charCodeAt(from + 1);
    if (mark === SLASH) return this.#closing(text, from);
    if (mark === 63) return after(text, '?>', from);
    if (mark === 33) return this.#special(text, from);
    return Number.isNaN(mark) ? -1 : this.#opening(text, from);
  }

  #closing(text: string, from: number): number {
    const end = text.indexOf('>', from);
    if (end < 0) return -1;
    const name = this.#open.pop();
    if (name === undefined || !text.startsWith(name, from + 2))
      throw new XmlFault('closing tag without opening');
    const behind = from + 2 + name.length;
    if (behind !== end && text.slice(behind, end).trim() !== '')
      throw new XmlFault('closing tag of another name');
    this.#handler.close(name);
    return end + 1;
  }

  #special(text: string, from: number): number {
    if (text.startsWith('<!--', from)) return after(text, '-->', from + 4);
    if (text.startsWith('<![CDATA[', from)) {
      const end = after(text, ']]>', from + 9);
      if (end > 0 && this.#open.length === 0) throw new XmlFault('text outside of the root');
      if (end > 0) this.#handler.text?.(lineEnds(text.slice(from + 9, end - 3)));
      return end;
    }
    if (text.length - from < 9) return -1;
    throw new XmlFault('declaration', true);
  }

  #opening(text: string, from: number): number {
    let at = nameEnd(text, from + 1);
    if (at === text.length) return -1;
    const name = this.#name(text.slice(from + 1, at));
    const attributes: Attributes = {};
    for (;;) {
      const start = skipSpace(text, at);
      if (start === text.length) return -1;
      const code = text.charCodeAt(start);
      if (code === GREATER) {
        this.#enter(name, attributes);
        return start + 1;
      }
      if (code === SLASH) {
        if (start + 1 === text.length) return -1;
        if (text.charCodeAt(start + 1) !== GREATER) throw new XmlFault('slash in a tag');
        this.#enter(name, attributes);
        this.#open.pop();
        this.#handler.close(name);
        return start + 2;
      }
      if (start === at) throw new XmlFault('no space before an attribute');
      at = this.#attribute(text, start, attributes);
      if (at < 0) return -1;
    }
  }

  #attribute(text: string, from: number, attributes: Attributes): number {
    const end = nameEnd(text, from);
    const equals = skipSpace(text, end);
    const quote = skipSpace(text, equals + 1);
    if (quote >= text.length) return -1;
    const mark = text.charCodeAt(quote);
    if (text.charCodeAt(equals) !== EQUALS || (mark !== 34 && mark !== 39))
      throw new XmlFault('attribute without value');
    const close = text.indexOf(mark === 34 ? '"' : "'", quote + 1);
    if (close < 0) return -1;
    const name = this.#name(text.slice(from, end));
    if (attributes[name] !== undefined) throw new XmlFault('attribute given twice');
    attributes[name] = resolved(oneLine(text.slice(quote + 1, close)));
    return close + 1;
  }

  #enter(name: string, attributes: Attributes): void {
    if (this.#open.length === 0) {
      if (this.#rooted) throw new XmlFault('two roots');
      this.#rooted = true;
    }
    if (this.#open.push(name) > MAX_DEPTH) throw new XmlFault('nested too deep', true);
    this.#handler.open(name, attributes);
  }

  #name(name: string): string {
    const letter = name.length === 1 && name >= 'a' && name <= 'z';
    if (!letter && !this.#names.has(name)) {
      if (!NAME.test(name)) throw new XmlFault('not a name');
      if (this.#names.size < 1000) this.#names.add(name);
    }
    return name;
  }
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

function nameEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === SLASH || code === GREATER || code === EQUALS) break;
  }
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function lineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** White space in an attribute counts as spaces. */
function oneLine(value: string): string {
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) < SPACE) return value.replace(/\r\n|[\t\n\r]/g, ' ');
  }
  return value;
}

/** Resolves the five named entities and character references; there are no others without a DOCTYPE. */
function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new XmlFault('stray ampersand');
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known !== undefined) return known;
    const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name);
    const code = digits ? (digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])) : 0;
    const legal =
      code > 31
        ? code < 0xd800 || (code > 0xdfff && code < 0x110000)
        : code === 9 || code === 10 || code === 13;
    if (!legal) throw new XmlFault('unknown entity');
    return String.fromCodePoint(code);
  });
}
