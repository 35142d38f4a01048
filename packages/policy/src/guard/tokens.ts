import { GuardError } from './syntax.ts';

export type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'text'; value: string; at: number }
  | { kind: 'name' | 'mark'; value: string; at: number };

const SPACE = /\s+/y;
const NUMBER = /\d{1,15}(\.\d{1,6})?(?![\w.])/y;
const NAME = /#|[A-Za-z][A-Za-z0-9]*/y;
// No escapes: a text that needs a quote of one kind stands in the other.
const TEXT = /'[^'\\\n]{0,200}'|"[^"\\\n]{0,200}"/y;
const MARK = /==|!=|<=|>=|[<>+\-()[\],.]/y;

const MAX_TOKENS = 200;

/** Cuts a guard into tokens. @throws GuardError at the first character that belongs to none */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const take = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  for (let at = 0; at < source.length; ) {
    const space = take(SPACE, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    if (tokens.length >= MAX_TOKENS) throw new GuardError(at, '太长', 'too long');
    const number = take(NUMBER, at);
    const text = take(TEXT, at);
    const name = take(NAME, at);
    const mark = take(MARK, at);
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number), at });
    else if (text !== undefined) tokens.push({ kind: 'text', value: text.slice(1, -1), at });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name, at });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark, at });
    else throw new GuardError(at, `不允许“${source[at]}”`, `"${source[at]}" is not allowed`);
    at += (number ?? text ?? name ?? mark ?? '').length;
  }
  return tokens;
}
