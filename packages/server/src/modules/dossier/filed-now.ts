import type { Ctx } from '../../platform/context/context.ts';

/** Entries filed by a request. */
const filed = new WeakMap<Ctx, Set<string>>();

export function noteFiled(ctx: Ctx, id: string): void {
  const ids = filed.get(ctx) ?? new Set();
  filed.set(ctx, ids.add(id));
}

/** Whether the entry was filed by this very request. */
export const wasFiledNow = (ctx: Ctx, id: string): boolean => filed.get(ctx)?.has(id) === true;
