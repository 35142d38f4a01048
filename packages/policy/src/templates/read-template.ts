import { strFromU8, unzipSync } from 'fflate';
import type { PackText } from '../pack/common.schema.ts';
import type { Tag } from './sources.ts';

/** Bounds of a template: far above any real one, small enough that a hostile file costs nothing. */
export const MAX_TEMPLATE_BYTES = 2 * 1024 * 1024;
const MAX_PARTS = 200;
const MAX_UNPACKED = 16 * 1024 * 1024;
/** Text of one part (body, header, footer). */
const MAX_PART = 2 * 1024 * 1024;

export const TEMPLATE_FAULTS = {
  'template.too-large': { zh: '模板文件过大', en: 'The template is too large' },
  'template.no-docx': { zh: '不是 Word 文档（.docx）', en: 'This is no Word document (.docx)' },
  'template.macros': { zh: '模板含有宏或嵌入对象', en: 'The template holds macros or embedded objects' },
  'template.outside-link': {
    zh: '模板含有指向外部的链接',
    en: 'The template links to something outside of itself',
  },
  'template.syntax': { zh: '花括号没有成对出现', en: 'A brace is left open' },
} as const satisfies Record<string, PackText>;
export type TemplateFaultCode = keyof typeof TEMPLATE_FAULTS;

export class TemplateRefused extends Error {
  readonly code: TemplateFaultCode;
  /** Where in the file: the name of a part, or the text around a brace. */
  readonly at: string;
  constructor(code: TemplateFaultCode, at = '') {
    super(`${code} ${at}`);
    this.name = 'TemplateRefused';
    this.code = code;
    this.at = at;
  }
}

/** Parts of a .docx by name, safe to be read on: bounded, without macros, embedded objects and outside links. */
export type TemplateParts = Record<string, Uint8Array>;

const TEXT_PART = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const ACTIVE =
  /vbaproject|vbadata|\/embeddings\/|\/activex\/|\/oleobject|\/afchunk|\.(bin|exe|dll|js|vbs|html?)$/i;
/** Fields of Word that fetch or run something when the document is opened. */
const FETCHING = /\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|MACROBUTTON|DATABASE)\b/;

/** @throws {TemplateRefused} */
export function openTemplate(bytes: Uint8Array): TemplateParts {
  if (bytes.length > MAX_TEMPLATE_BYTES) throw new TemplateRefused('template.too-large');
  let count = 0;
  let unpacked = 0;
  let parts: TemplateParts;
  try {
    // fflate inflates no further than the declared size, so that the sum of what is declared is a bound.
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1;
        unpacked += originalSize;
        if (count > MAX_PARTS || unpacked > MAX_UNPACKED)
          throw new TemplateRefused('template.too-large', name);
        if (TEXT_PART.test(name) && originalSize > MAX_PART)
          throw new TemplateRefused('template.too-large', name);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof TemplateRefused ? error : new TemplateRefused('template.no-docx');
  }
  refuseActive(parts);
  return parts;
}

function refuseActive(parts: TemplateParts): void {
  const types = textOf(parts, '[Content_Types].xml');
  if (/macroEnabled|vbaProject/i.test(types)) throw new TemplateRefused('template.macros');
  const isDocx = /wordprocessingml\.document\.main\+xml|wordprocessingml\.template\.main\+xml/.test(types);
  if (!isDocx || !parts['word/document.xml']) throw new TemplateRefused('template.no-docx');
  for (const name of Object.keys(parts)) {
    if (ACTIVE.test(name)) throw new TemplateRefused('template.macros', name);
    if (!/\.(xml|rels)$/i.test(name)) continue;
    const xml = textOf(parts, name);
    // A document type could define entities that grow or that fetch a file.
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new TemplateRefused('template.no-docx', name);
    if (/TargetMode\s*=\s*["']\s*External/i.test(xml))
      throw new TemplateRefused('template.outside-link', name);
    if (/<w:(altChunk|object|control)\b/.test(xml)) throw new TemplateRefused('template.macros', name);
    const codes = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)|w:instr\s*=\s*"([^"]*)"/g)];
    const joined = codes.map(([, inner, attribute]) => inner ?? attribute ?? '').join('');
    if (FETCHING.test(joined.toUpperCase())) throw new TemplateRefused('template.outside-link', name);
  }
}

const textOf = (parts: TemplateParts, name: string): string => {
  const bytes = parts[name];
  if (!bytes) return '';
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return wide ? new TextDecoder('utf-16le').decode(bytes) : strFromU8(bytes);
};

/** The tags `{name}`, `{#list}` and `{/list}` of a template in order. @throws {TemplateRefused} */
export function tagsOf(parts: TemplateParts): Tag[] {
  return Object.keys(parts)
    .filter((name) => TEXT_PART.test(name))
    .sort()
    .flatMap((name) => tagsIn(textOf(parts, name)));
}

function tagsIn(xml: string): Tag[] {
  const tags: Tag[] = [];
  // Word splits a text into runs as it likes: only the whole paragraph shows a tag.
  for (const [paragraph] of xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)) {
    const text = [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, part]) => plain(part!))
      .join('');
    let rest = text;
    for (const [whole, mark, name] of text.matchAll(/\{([#/]?)([^{}]+)\}/g)) {
      rest = rest.replace(whole, '');
      const kind = mark === '#' ? 'open' : mark === '/' ? 'close' : 'value';
      tags.push({ name: name!.trim(), kind });
    }
    if (/[{}]/.test(rest)) throw new TemplateRefused('template.syntax', text.slice(0, 40));
  }
  return tags;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (xml: string): string =>
  xml.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
