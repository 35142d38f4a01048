import type { FormFault } from '../forms/validate-form.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { fieldFault } from './input.ts';
import type { Parties, PartyRef } from './refs.ts';

type Field = Readonly<Record<string, unknown>>;

/** Places that the form fills, and the faults of fields that name too few, too many or the wrong kind. */
export function partiesFromForm(
  procedure: Pick<Procedure, 'parties'>,
  partiesFrom: Readonly<Record<string, string>> | undefined,
  data: unknown,
): { parties: Parties | undefined; faults: FormFault[] } {
  if (!partiesFrom) return { parties: undefined, faults: [] };
  const faults: FormFault[] = [];
  const parties: Record<string, PartyRef[]> = {};
  for (const [role, field] of Object.entries(partiesFrom)) {
    const value = (data as Field | undefined)?.[field];
    // A field that was left empty says nothing about the place.
    if (value === undefined) continue;
    const { kinds = [], min = 0, max = 200 } = procedure.parties?.[role] ?? {};
    const refs = (Array.isArray(value) ? value : [value]).map((entry) => refOf(entry, kinds));
    const known = refs.filter((ref) => ref !== undefined);
    if (known.length < refs.length) {
      faults.push(fault(field, '所选对象的种类不符', 'What was chosen is of the wrong kind'));
    } else if (known.length < min || known.length > max) {
      faults.push(fault(field, `须选${min}至${max}个`, `Choose ${min} to ${max}`));
    } else parties[role] = dedupe(known);
  }
  return { parties, faults };
}

const fault = (field: string, zh: string, en: string) => fieldFault(field, 'parties', zh, en);

/** An id stands for the only kind that the place takes; where it takes several, the entry names its kind. */
function refOf(entry: unknown, kinds: readonly PartyRef['kind'][]): PartyRef | undefined {
  const [only] = kinds;
  if (typeof entry === 'string') return only && kinds.length === 1 ? { kind: only, id: entry } : undefined;
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { kind, id } = entry as { kind?: unknown; id?: unknown };
  const known = kinds.find((k) => k === kind);
  return known && typeof id === 'string' ? { kind: known, id } : undefined;
}

const dedupe = (refs: PartyRef[]): PartyRef[] =>
  refs.filter((ref, i) => refs.findIndex((r) => r.kind === ref.kind && r.id === ref.id) === i);
