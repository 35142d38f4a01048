import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeName } from './safe-name.ts';

describe('safeName', () => {
  test.each([
    ['谈话笔录.docx', '谈话笔录.docx'],
    ['report (final).pdf', 'report (final).pdf'],
    ['../../x', 'x'],
    ['..\\..\\windows\\x.txt', 'x.txt'],
    ['/etc/passwd', 'passwd'],
    ['C:\\a\\b.pdf', 'b.pdf'],
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['zero\u200Bwidth\u200D.pdf', 'zerowidth.pdf'],
    ['lone\ud800.pdf', 'lone.pdf'],
    ['a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['COM1.pdf', '_COM1.pdf'],
    ['COM10.pdf', 'COM10.pdf'],
    ['console.txt', 'console.txt'],
    ['.htaccess', 'htaccess'],
    ['name. . .', 'name'],
    ['  two   spaces .txt ', 'two spaces.txt'],
    ['', '未命名'],
    ['...', '未命名'],
    ['a/', '未命名'],
    ['e\u0301.txt', 'é.txt'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  test('200 Chinese characters keep their extension within 200 bytes', () => {
    const safe = safeName(`${'关'.repeat(200)}.docx`);
    expect(safe).toBe(`${'关'.repeat(65)}.docx`);
  });

  test('200 Latin characters keep their extension within 120 characters', () => {
    expect(safeName(`${'x'.repeat(200)}.pdf`)).toBe(`${'x'.repeat(116)}.pdf`);
  });

  test('a character of several code points is not torn apart', () => {
    const flag = '🇨🇳';
    expect(safeName(`${'x'.repeat(115)}${flag}.pdf`)).toBe(`${'x'.repeat(115)}.pdf`);
  });

  test('any name comes out visible, short, without separators, and stays as it is the second time', () => {
    const pieces = fc.constantFrom(
      '../',
      '\\',
      'CON',
      '.',
      ' ',
      '\u202e',
      '关',
      'e\u0301',
      '.txt',
      '\ud83d',
      '*',
    );
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 60 })), { maxLength: 40 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(names, (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(safe).not.toMatch(/^[.\s]|[.\s]$|^$/u);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect([...safe].length).toBeLessThanOrEqual(120);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safeName(safe)).toBe(safe);
      }),
      { numRuns: 1000 },
    );
  });
});
