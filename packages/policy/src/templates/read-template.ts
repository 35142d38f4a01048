import { unzipSync } from 'fflate';
import { refuseActive } from './refuse-active.ts';
import type { Tag } from './sources.ts';
import { TemplateRefused } from './template-faults.ts';
import { readXml } from './template-xml.ts';

/** Bounds of a template: far above any real one, small enough that a hostile file costs nothing. */
export const MAX_TEMPLATE_BYTES = 2 * 1024 * 1024;
const MAX_PARTS = 200;
const MAX_UNPACKED = 16 * 1024 * 1024;
/** Text of one part (body, header, footer). */
const MAX_PART = 2 * 1024 * 1024;

/** Parts of a .docx by name, safe to be read on: bounded, without macros, embedded objects and outside links. */
export type TemplateParts = Record<string, Uint8Array>;

const TEXT_PART = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
/** @throws {TemplateRefused} */
export function openTemplate(bytes: Uint8Array): TemplateParts {
  if (bytes.length > MAX_TEMPLATE_BYTES) throw new TemplateRefused('template.too-large');
  let count = 0;
  let unpacked = 0;
  const names = new Set<string>();
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
        // Of two parts of one name (Word reads names without regard to case) another program may read the other.
        if (names.has(name.toLowerCase())) throw new TemplateRefused('template.no-docx', name);
        names.add(name.toLowerCase());
        return true;
      },
    });
  } catch (error) {
    throw error instanceof TemplateRefused ? error : new TemplateRefused('template.no-docx');
  }
  refuseActive(parts);
  return parts;
}

/** The tags `{name}`, `{#list}` and `{/list}` of a template in order. @throws {TemplateRefused} */
export function tagsOf(parts: TemplateParts): Tag[] {
  return Object.keys(parts)
    .filter((name) => TEXT_PART.test(name))
    .sort()
    .flatMap((name) => paragraphsOf(parts[name]!).flatMap(tagsIn));
}

const WORD_NAMESPACES = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);

/** Word splits a text into runs as it likes: only the whole paragraph shows a tag. */
function paragraphsOf(bytes: Uint8Array): string[] {
  const done: string[] = [];
  /** Paragraphs that are open: one may hold a text box with paragraphs of its own. */
  const open: string[] = [];
  let inText = false;
  const is = (tag: { uri: string; local: string }, local: string) =>
    tag.local === local && WORD_NAMESPACES.has(tag.uri);
  readXml(bytes, {
    open(tag) {
      if (is(tag, 'p')) open.push('');
      inText ||= is(tag, 't');
    },
    text(text) {
      if (inText && open.length) open[open.length - 1] += text;
    },
    close(tag) {
      if (is(tag, 't')) inText = false;
      if (is(tag, 'p')) done.push(open.pop()!);
    },
  });
  return done;
}

function tagsIn(text: string): Tag[] {
  const tags: Tag[] = [];
  let rest = text;
  for (const [whole, mark, name] of text.matchAll(/\{([#/]?)([^{}]+)\}/g)) {
    rest = rest.replace(whole, '');
    const kind = mark === '#' ? 'open' : mark === '/' ? 'close' : 'value';
    tags.push({ name: name!.trim(), kind });
  }
  if (/[{}]/.test(rest)) throw new TemplateRefused('template.syntax', text.slice(0, 40));
  return tags;
}
