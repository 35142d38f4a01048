import type { Audience, LibraryStore, Pack } from '@plumbline/policy';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { identifyingIn } from './identifying.rules.ts';

const OPENS: Readonly<Record<Audience['opens'], number>> = { organ: 0, officers: 1, everyone: 2 };

/** Store of the pack by its code. @throws 400 */
export function storeOf(pack: Pack, code: string): LibraryStore {
  const store = pack.library.stores.find((one) => one.code === code);
  if (!store) throw invalid({ pointer: '/store', code: 'unknown-code', params: { value: code } });
  return store;
}

export interface Place {
  store: LibraryStore;
  sort: string;
  audience: string;
  opens: number;
  classification: number;
}

/**
 * Where an entry stands and who may read it. A store's classification is the lowest one of its entries, and what
 * everyone may read is not classified at all. @throws 400 with every fault
 */
export function placeOf(
  pack: Pack,
  input: { store: string; sort: string; audience: string; classification?: number | undefined },
): Place {
  const store = storeOf(pack, input.store);
  const audience = store.audiences.includes(input.audience)
    ? pack.library.audiences.find(({ code }) => code === input.audience)
    : undefined;
  const lowest = levelOf(pack, store);
  const classification = input.classification ?? lowest;
  const opens = OPENS[audience?.opens ?? 'organ'];
  const faults = [
    ...(store.sorts.some(({ code }) => code === input.sort)
      ? []
      : [{ pointer: '/sort', code: 'unknown-code', params: { value: input.sort } }]),
    ...(audience ? [] : [{ pointer: '/audience', code: 'unknown-code', params: { value: input.audience } }]),
    ...(classification < lowest ? [{ pointer: '/classification', code: 'library.below-store' }] : []),
    ...(opens === 2 && classification > 0
      ? [{ pointer: '/classification', code: 'library.audience-classified' }]
      : []),
  ];
  if (faults.length) throw invalid(...faults);
  return { store, sort: input.sort, audience: input.audience, opens, classification };
}

export const levelOf = (pack: Pack, store: LibraryStore): number =>
  pack.classifications.find(({ code }) => code === store.classification)?.level ?? 0;

/** What leaves the organ names nobody by number. @throws 422 with the places */
export function refuseIdentifying(
  opens: number,
  title: string,
  parts: readonly { label: string | null; text: string }[],
): void {
  if (opens === 0) return;
  const said = [{ label: null, text: title }, ...parts];
  const faults = said.flatMap((part, i) => {
    const found = identifyingIn(part.text);
    if (!found.length) return [];
    return [
      {
        pointer: i === 0 ? '/title' : `/parts/${i - 1}`,
        code: 'library.identifying',
        params: { label: part.label ?? `《${title}》`, found },
      },
    ];
  });
  if (faults.length) throw new AppError('invalid', { faults: faults.slice(0, 50) });
}
