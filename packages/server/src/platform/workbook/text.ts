/** Everything below U+0300 and the common Chinese blocks is NFC already; the rest is asked of ICU. */
const PLAIN = /^[\u0000-\u02ff\u2010-\u2027\u3000-\u3029\u3030-\u303f\u4e00-\u9fff\uff00-\uffef]*$/;

/** Line ends to \n, trimmed (U+3000, NBSP and BOM too), NFC. The text is otherwise left as written. */
export function seenText(text: string): string {
  if (text === '') return text;
  let seen = text.trim();
  if (seen.includes('\r')) seen = seen.replace(/\r\n?/g, '\n');
  return PLAIN.test(seen) ? seen : seen.normalize('NFC');
}

/** Undoes the format's own escaping of control characters: `_x000D_` is a carriage return. */
export function unescapeOoxml(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
