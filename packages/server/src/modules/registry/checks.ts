import type { Warning, Written } from '@plumbline/contract/registry-common';
import type { Ctx } from '../../platform/context/context.ts';
import { type FaultInput, invalid, stale } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { endsBeforeStart } from './dated.rules.ts';

type List = readonly { code: string }[];

/** Gathers everything that is wrong with a request, so that it is said at once. */
export class Faults {
  readonly #faults: FaultInput[] = [];

  add(pointer: string, code: string, params: Record<string, unknown> = {}): void {
    this.#faults.push({ pointer, code, params });
  }

  /** A code must be one of the pack's. */
  code(pointer: string, list: List, value: string | null | undefined): void {
    if (value && !list.some((entry) => entry.code === value)) this.add(pointer, 'unknown-code', { value });
  }

  codes(pointer: string, list: List, values: readonly string[] | undefined): void {
    for (const [i, value] of (values ?? []).entries()) this.code(`${pointer}/${i}`, list, value);
  }

  /** The last day may not lie before the first. */
  days(from: string | null | undefined, to: string | null | undefined, pointer = '/to'): void {
    if (endsBeforeStart({ from: from ?? null, to: to ?? null })) this.add(pointer, 'end-before-start');
  }

  /** @throws 400 naming each fault */
  refuse(): void {
    if (this.#faults.length) throw invalid(...this.#faults);
  }
}

/** @throws 409 with the present state when the caller saw an older one */
export function expectVersion<T extends { version: number }>(row: T, seen: number): T {
  if (row.version !== seen) throw stale(row);
  return row;
}

export const written = (id: string, version: number, warnings: Warning[] = []): Written => ({
  id,
  version,
  warnings,
});

export const warning = (ctx: Ctx, code: string, params: Record<string, unknown> = {}): Warning => ({
  code,
  detail: faultText(code, params, ctx.locale),
});

/** The fields that a change names, as columns; what is undefined stays as it is. */
export function columns<C extends string>(
  change: Record<string, unknown>,
  names: Record<string, C>,
): Partial<Record<C, unknown>> {
  const set: Partial<Record<C, unknown>> = {};
  for (const [field, column] of Object.entries(names)) {
    if (change[field] !== undefined) set[column as C] = change[field];
  }
  return set;
}
