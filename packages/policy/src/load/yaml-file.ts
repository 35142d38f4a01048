import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** One parsed YAML file that can say on which line a value stands. */
export interface YamlFile {
  name: string;
  data: unknown;
  /** Syntax errors, duplicate keys and aliases that would explode; empty when `data` may be used. */
  errors: { line: number; message: string }[];
  /** Line of the nearest node that exists on the way to the pointer. */
  lineOf(pointer: string): number | undefined;
}

export function readYaml(name: string, text: string): YamlFile {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true });
  // One mistake makes a cascade: only the first is worth reading.
  const first = doc.errors[0] ?? doc.warnings[0];
  const errors = first
    ? [{ line: first.linePos?.[0].line ?? 1, message: first.message.split(' at line ')[0] ?? first.message }]
    : [];
  let data: unknown;
  if (errors.length === 0) {
    try {
      data = doc.toJS({ maxAliasCount: 1000 });
    } catch (error) {
      errors.push({ line: 1, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const lineOf = (pointer: string) => {
    const offset = offsetOf(doc.contents as Node | null, pointer);
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  return { name, data, errors, lineOf };
}

function offsetOf(root: Node | null, pointer: string): number | undefined {
  let node = root;
  let offset = node?.range?.[0];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next: { value: unknown; at: unknown } | undefined = childOf(node, key);
    if (!next) break;
    offset = (next.at as Node | null)?.range?.[0] ?? offset;
    node = next.value as Node | null;
  }
  return offset;
}

function childOf(node: Node | null, key: string): { value: unknown; at: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { value: item, at: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === key);
  return pair && { value: pair.value, at: pair.key };
}
