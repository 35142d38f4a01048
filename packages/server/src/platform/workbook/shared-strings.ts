import { seenText, unescapeOoxml } from './text.ts';
import { localName, XmlPart } from './xml.ts';
import type { ZipParts } from './zip.ts';

/**
 * The table of texts that cells point into, already as a person sees them. Rich text is joined; phonetic
 * guides (pinyin, furigana) are no part of the text and are left out.
 */
export async function readSharedStrings(zip: ZipParts, part: string): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inPhonetic = false;
  const xml = new XmlPart(part, {
    open(name) {
      const tag = localName(name);
      if (tag === 'si') text = '';
      else if (tag === 'rPh') inPhonetic = true;
      else if (tag === 't') inText = !inPhonetic;
    },
    close(name) {
      const tag = localName(name);
      if (tag === 't') inText = false;
      else if (tag === 'rPh') inPhonetic = false;
      else if (tag === 'si') strings.push(seenText(unescapeOoxml(text)));
    },
    text(piece) {
      if (inText) text = text === '' ? piece : text + piece;
    },
  });
  for await (const chunk of zip.read(part)) xml.write(chunk);
  xml.end();
  return strings;
}
