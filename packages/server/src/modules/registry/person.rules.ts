import { checkIdNumber, type IdNumberCheck } from '@plumbline/contract/identifiers';
import type { Faults } from './checks.ts';
import { bounds, type Precision } from './dated.rules.ts';

type Valid = Extract<IdNumberCheck, { ok: true }>;

export interface Identity {
  birthDate: string | null;
  birthPrecision: Precision | null;
  sex: 'male' | 'female' | 'other' | null;
}

/** A written ID number, checked by GB 11643; a wrong one is a fault that says what is wrong, never the number. */
export function readIdNumber(faults: Faults, text: string | null | undefined): Valid | null {
  if (!text?.trim()) return null;
  const check = checkIdNumber(text);
  if (check.ok) return check;
  faults.add('/idNumber', `id-number.${check.code}`);
  return null;
}

/** The number states birth date and sex: what it says is taken over, what contradicts it is a fault. */
export function reconcile(faults: Faults, given: Identity, number: Valid | null): Identity {
  if (!number) return given;
  const { birthDate, sex } = given;
  if (birthDate) {
    const { first, last } = bounds(birthDate, given.birthPrecision ?? 'day');
    if (number.birthDate < first || number.birthDate > last)
      faults.add('/birthDate', 'birth-date-contradicts-id');
  }
  if (sex && sex !== 'other' && sex !== number.sex) faults.add('/sex', 'sex-contradicts-id');
  return { birthDate: number.birthDate, birthPrecision: 'day', sex: sex ?? number.sex };
}

/** A relative's name for those who may not read dossiers: the first character only. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}**`;
