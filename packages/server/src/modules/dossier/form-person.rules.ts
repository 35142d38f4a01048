import type { PersonCheck } from '@plumbline/contract/form-file';
import { compareNames } from '../../platform/matching/names.ts';

export interface FilePerson {
  name: string | null;
  /** YYYY-MM */
  birthMonth: string | null;
  sex: string | null;
  idMasked: string | null;
}

export interface RegistryPerson {
  names: readonly string[];
  /** As exactly as it is known: 1975, 1975-05 or 1975-05-05. */
  birth: string | null;
  sex: string | null;
  idMasked: string | null;
  /** Whether the registry's number is the file's; null when either has none. */
  sameNumber: boolean | null;
}

/** Compares whose form a file is with whose dossier it is for: by name, birth month, sex and number. */
export function checkPerson(file: FilePerson, registry: RegistryPerson): PersonCheck[] {
  const [name] = registry.names;
  const same = (yes: boolean) => (yes ? 'same' : 'differs') as PersonCheck['verdict'];
  const known = Math.min(file.birthMonth?.length ?? 0, registry.birth?.length ?? 0);
  return [
    {
      what: 'name',
      verdict: file.name ? same(compareNames(file.name, registry.names) === 'equal') : 'unknown',
      file: file.name,
      registry: name ?? null,
    },
    {
      what: 'birth-month',
      verdict: known ? same(file.birthMonth!.slice(0, known) === registry.birth!.slice(0, known)) : 'unknown',
      file: file.birthMonth,
      registry: registry.birth,
    },
    {
      what: 'sex',
      verdict: file.sex && registry.sex ? same(file.sex === registry.sex) : 'unknown',
      file: file.sex,
      registry: registry.sex,
    },
    {
      what: 'id-number',
      verdict: registry.sameNumber === null ? 'unknown' : same(registry.sameNumber),
      file: file.idMasked,
      registry: registry.idMasked,
    },
  ];
}

/** Somebody else's form perhaps: something differs, or the file does not even say a name. */
export const isMismatch = (checks: readonly PersonCheck[]): boolean =>
  checks.some(({ what, verdict }) => verdict === 'differs' || (what === 'name' && verdict === 'unknown'));
