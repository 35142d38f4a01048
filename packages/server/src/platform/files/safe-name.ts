const MAX_CHARACTERS = 120;
const MAX_BYTES = 200;
const MAX_EXTENSION = 16;
const FALLBACK = '未命名';

/** Names of devices in Windows, which no file may bear, with or without an extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Control and format characters (direction overrides, zero width), lone surrogates, private use, line ends. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A name that can be shown, stored and given to any system: the last step of a path, without what can't be
 * seen or steers the eye, at most 120 characters and 200 bytes of UTF-8, the extension kept. Safe names stay
 * as they are.
 */
export function safeName(name: string): string {
  const step = name.normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = trim(step.replace(INVISIBLE, '').replace(FORBIDDEN, '_').replace(/\s+/g, ' '));
  const dot = clean.lastIndexOf('.');
  const hasExtension = dot >= 0 && dot < clean.length - 1 && clean.length - dot - 1 <= MAX_EXTENSION;
  const extension = hasExtension ? clean.slice(dot) : '';
  const stem = trim(hasExtension ? clean.slice(0, dot) : clean) || FALLBACK;
  const whole = trim(cut(RESERVED.test(`${stem}${extension}`) ? `_${stem}` : stem, extension) + extension);
  return whole;
}

/** Windows drops dots and spaces at the end of a name; at the start a dot hides it. */
const trim = (text: string): string => text.replace(/^[\s.]+|[\s.]+$/g, '');

/** As many whole characters (grapheme clusters) of the stem as fit with the extension. */
function cut(stem: string, extension: string): string {
  let characters = [...extension].length;
  let bytes = Buffer.byteLength(extension);
  let kept = '';
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(stem)) {
    characters += [...segment].length;
    bytes += Buffer.byteLength(segment);
    if (characters > MAX_CHARACTERS || bytes > MAX_BYTES) break;
    kept += segment;
  }
  return trim(kept) || FALLBACK;
}
