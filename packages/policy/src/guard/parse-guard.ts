import {
  type Comparison,
  ENTRY,
  GUARD_FUNCTIONS,
  GuardError,
  type GuardNode,
  isGuardFunction,
  isQuantifier,
  type Quantifier,
} from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

const MAX_LENGTH = 500;
const MAX_DEPTH = 20;
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const WORDS = new Set(['and', 'or', 'not', 'in', ...CONSTANTS.keys()]);

/**
 * Parses a guard: the subset of ZEN expressions that compares values and joins the answers, and asks the same of each
 * entry of a list. There are no ranges, lists within lists, indexes, clock or chance, so an evaluation takes as many
 * steps as the guard has parts, and the lists entries.
 * @throws GuardError when it is longer, deeper or richer than the subset
 */
export function parseGuard(source: string): GuardNode {
  if (source.length > MAX_LENGTH) throw new GuardError(MAX_LENGTH, '太长', 'too long');
  const parser = new Parser(tokensOf(source), source.length);
  const node = parser.or(0);
  parser.end();
  return node;
}

class Parser {
  #next = 0;
  /** Inside what is asked of each entry of a list. */
  #inList = false;
  readonly #tokens: readonly Token[];
  readonly #length: number;
  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  end(): void {
    if (this.#next < this.#tokens.length) this.#fail('此处不应再有内容', 'nothing may follow here');
  }

  or(depth: number): GuardNode {
    let left = this.#and(this.#deeper(depth));
    while (this.#takes('name', 'or')) left = { is: 'or', left, right: this.#and(depth + 1) };
    return left;
  }

  #and(depth: number): GuardNode {
    let left = this.#compare(depth);
    while (this.#takes('name', 'and')) left = { is: 'and', left, right: this.#compare(depth) };
    return left;
  }

  // Comparisons do not chain: `a < b < c` never means what it seems to say.
  #compare(depth: number): GuardNode {
    const left = this.#sum(depth);
    const by = this.#comparison();
    return by === undefined ? left : { is: 'compare', by, left, right: this.#sum(depth) };
  }

  #comparison(): Comparison | undefined {
    const by = COMPARISONS.find((mark) => this.#takes('mark', mark));
    if (by) return by;
    if (this.#takes('name', 'in')) return 'in';
    if (!this.#takes('name', 'not')) return undefined;
    this.#needs('name', 'in');
    return 'not in';
  }

  #sum(depth: number): GuardNode {
    let left = this.#unary(depth);
    for (;;) {
      const by = this.#takes('mark', '+') ? '+' : this.#takes('mark', '-') ? '-' : undefined;
      if (by === undefined) return left;
      left = { is: 'sum', by, left, right: this.#unary(depth) };
    }
  }

  #unary(depth: number): GuardNode {
    if (this.#takes('name', 'not')) return { is: 'not', of: this.#unary(this.#deeper(depth)) };
    if (this.#takes('mark', '-')) return { is: 'minus', of: this.#unary(this.#deeper(depth)) };
    return this.#primary(depth);
  }

  #primary(depth: number): GuardNode {
    const token = this.#tokens[this.#next];
    if (token?.kind === 'number' || token?.kind === 'text') {
      this.#next++;
      return { is: 'value', value: token.value };
    }
    if (this.#takes('mark', '(')) {
      const inner = this.or(this.#deeper(depth));
      this.#needs('mark', ')');
      return inner;
    }
    if (this.#takes('mark', '[')) return { is: 'list', items: this.#list(depth, ']') };
    if (token?.kind !== 'name') return this.#fail('此处缺少值', 'a value is missing here');
    return this.#named(token.value, depth);
  }

  #named(word: string, depth: number): GuardNode {
    const constant = CONSTANTS.get(word);
    if (constant === undefined && WORDS.has(word)) return this.#fail('此处缺少值', 'a value is missing here');
    this.#next++;
    if (constant !== undefined) return { is: 'value', value: constant };
    if (word === ENTRY && !this.#inList) {
      this.#next--;
      return this.#fail('“#”只用于 some、all 之内', '"#" stands only inside some and all');
    }
    if (!this.#takes('mark', '(')) return { is: 'name', path: this.#path(word) };
    if (isQuantifier(word)) return this.#each(word, depth);
    this.#next -= 2;
    if (!isGuardFunction(word)) return this.#fail(`未知的函数“${word}”`, `unknown function "${word}"`);
    this.#next += 2;
    const args = this.#list(depth, ')');
    const count = GUARD_FUNCTIONS[word];
    if (args.length !== count) this.#fail(`${word}须有${count}个参数`, `${word} takes ${count} arguments`);
    return { is: 'call', name: word, args };
  }

  #each(which: Quantifier, depth: number): GuardNode {
    if (this.#inList)
      return this.#fail('列表之内不能再问列表', 'a list can not be asked about inside a list');
    const list = this.#path(this.#word('name'));
    this.#needs('mark', ',');
    this.#inList = true;
    const holds = this.or(this.#deeper(depth));
    this.#inList = false;
    this.#needs('mark', ')');
    return { is: 'each', which, list, holds };
  }

  #path(first: string): string[] {
    const path = [first];
    for (;;) {
      if (this.#takes('mark', '.')) path.push(this.#word('name'));
      else if (this.#takes('mark', '[')) {
        path.push(this.#word('text'));
        this.#needs('mark', ']');
      } else return path;
    }
  }

  #word(kind: 'name' | 'text'): string {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind) return this.#fail('此处缺少名称', 'a name is missing here');
    this.#next++;
    return token.value;
  }

  #list(depth: number, close: string): GuardNode[] {
    const items: GuardNode[] = [];
    if (this.#takes('mark', close)) return items;
    do items.push(this.or(this.#deeper(depth)));
    while (this.#takes('mark', ','));
    this.#needs('mark', close);
    return items;
  }

  #takes(kind: Token['kind'], value: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind || token.value !== value) return false;
    this.#next++;
    return true;
  }

  #needs(kind: Token['kind'], value: string): void {
    if (!this.#takes(kind, value)) this.#fail(`此处缺少“${value}”`, `"${value}" is missing here`);
  }

  #deeper(depth: number): number {
    return depth < MAX_DEPTH ? depth + 1 : this.#fail('嵌套太深', 'nested too deeply');
  }

  #fail(zh: string, en: string): never {
    throw new GuardError(this.#tokens[this.#next]?.at ?? this.#length, zh, en);
  }
}
