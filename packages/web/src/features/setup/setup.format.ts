import type { Body } from '@plumbline/contract/route';
import type { setUp } from '@plumbline/contract/setup';
import type { SetupState } from './setup.api.ts';

interface Person {
  username: string;
  name: string;
}

/** What the form holds; administrators stand in the order of the pack. */
export interface SetupValues {
  code: string;
  pack?: string;
  jurisdiction?: { code: string; name: string; nameEn?: string };
  organ?: { name: string; kind: string };
  administrators?: Person[];
}

/** The body that the route wants; what the chosen way does not need is left out. */
export function bodyOf(
  choice: 'own' | 'sample',
  values: SetupValues,
  packs: SetupState['packs'],
): Body<typeof setUp> {
  const { code } = values;
  if (choice === 'sample') return { code, choice };
  const pack = packs.find((one) => one.code === values.pack);
  const administrators = (pack?.administrators ?? []).map((role, i) => ({
    role: role.code,
    username: values.administrators?.[i]?.username ?? '',
    name: values.administrators?.[i]?.name ?? '',
  }));
  const { nameEn, ...names } = { code: '', name: '', ...values.jurisdiction };
  const jurisdiction = {
    ...names,
    // An office without an English name goes by its own.
    ...(nameEn?.trim() ? { nameEn } : {}),
    pack: pack?.code ?? '',
  };
  return { code, choice, jurisdiction, organ: { name: '', kind: '', ...values.organ }, administrators };
}
