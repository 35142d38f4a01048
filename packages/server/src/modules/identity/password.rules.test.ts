import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { passwordFault } from './password.rules.ts';
import { newInitialPassword } from './password.ts';

describe('passwordFault', () => {
  it.each([
    ['correct horse battery', undefined],
    ['春江潮水连海平，海上明月共潮生', undefined],
    ['Officer-2026-long', 'password-has-name'],
    ['ＯＦＦＩＣＥＲ is me again', 'password-has-name'],
    ['陈立新的密码很长很长啊', 'password-has-name'],
    ['aaaaaaaaaaaaaaaa', 'password-too-simple'],
    ['abababababab', 'password-too-simple'],
    ['abcdefghijklmn', 'password-too-simple'],
    ['1234567890123', 'password-too-simple'],
    ['zyxwvutsrqponm', 'password-too-simple'],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password, ['officer', '陈立新'])).toBe(fault);
  });

  it('takes no offence at names of one or two characters', () => {
    expect(passwordFault('correct wei horse', ['we', '王伟'])).toBeUndefined();
  });
});

describe('newInitialPassword', () => {
  it('is one that people could choose to keep, and never the same', () => {
    const made = Array.from({ length: 200 }, newInitialPassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
      expect(passwordFault(password, [])).toBeUndefined();
    }
  });

  it('accepts random passwords', () => {
    for (let i = 0; i < 200; i++) expect(passwordFault(randomUUID(), ['officer'])).toBeUndefined();
  });
});
