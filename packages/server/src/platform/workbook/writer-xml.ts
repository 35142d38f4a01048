export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Text that XML can carry; `_x0041_` is escaped, because readers would take it for an escaped character. */
export function legalText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ILLEGAL, '')
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

export function escapeXml(text: string): string {
  return /[&<>"\n]/.test(text) ? text.replace(/[&<>"\n]/g, (char) => NAMED[char]!) : text;
}

/** For attributes: also without characters that XML can't carry. */
export function escapeAttribute(text: string): string {
  return escapeXml(legalText(text).replace(/_x005F_/g, '_'));
}
