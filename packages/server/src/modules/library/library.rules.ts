import type { Audience, LibraryStore, Pack } from '@plumbline/policy';
import { type FaultInput, invalid } from '../../platform/errors/app-error.ts';
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

/** What of an entry and a version leaves the organ with it. */
export interface Leaving {
  title: string;
  title_en: string | null;
  issuer: string | null;
  document_number: string | null;
}
export interface LeavingPart {
  label: string | null;
  text: string;
  text_en: string | null;
  question: string | null;
  question_en: string | null;
}

/** The places of an entry in which somebody is named by number. */
export function identifyingFaults(item: Leaving, note: string, parts: readonly LeavingPart[]): FaultInput[] {
  const title = identifyingIn(item.title).length ? '…' : item.title;
  const whole = `《${title}》`;
  const places: [pointer: string, label: string, text: string | null][] = [
    ['/title', whole, item.title],
    ['/titleEn', whole, item.title_en],
    ['/issuer', whole, item.issuer],
    ['/documentNumber', whole, item.document_number],
    ['/note', whole, note],
    ...parts.map((part, i): [string, string, string] => [
      `/parts/${i}`,
      `${whole}${part.label ?? ''}`,
      [part.label, part.text, part.text_en, part.question, part.question_en].filter(Boolean).join(' | '),
    ]),
  ];
  const faults = places.flatMap(([pointer, label, text]) => {
    const found = text ? identifyingIn(text) : [];
    return found.length ? [{ pointer, code: 'library.identifying', params: { label, found } }] : [];
  });
  if (faults.length) return faults;
  // Lines of a text are parts of it: a number may run over their ends.
  const found = identifyingIn(parts.map((part) => part.text).join('\n'));
  return found.length
    ? [{ pointer: '/text', code: 'library.identifying', params: { label: whole, found } }]
    : [];
}
