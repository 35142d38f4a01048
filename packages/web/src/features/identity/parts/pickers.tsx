import { useState } from 'react';
import { Select } from '../../../kit/Select.tsx';
import { useSay } from '../../../lib/language.ts';
import { usePack } from '../../../lib/pack.ts';
import { useText } from '../../../lib/texts.ts';
import { useOrgans, useSubjects } from '../identity.api.ts';
import { texts } from '../texts.ts';

interface PickerProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
}

/** What the pack says of a role, besides its name. */
export interface RoleEntry {
  code: string;
  title: { zh: string; en: string };
  note?: { zh: string; en: string };
  organKinds: string[];
  inUnit: boolean;
  administrator: boolean;
}

export const useRoles = (): RoleEntry[] => (usePack().data?.roles ?? []) as unknown as RoleEntry[];

export function RolePicker({ id, value, onChange }: PickerProps) {
  const say = useSay();
  const roles = useRoles();
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? undefined}
      options={roles.map((role) => ({ value: role.code, label: say(role.title) }))}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}

/** One of the open organs; `kinds` leaves only those of these kinds, `not` leaves some out. */
export function OrganPicker({
  id,
  value,
  onChange,
  kinds,
  not,
}: PickerProps & { kinds?: readonly string[] | undefined; not?: ReadonlySet<string> }) {
  const t = useText(texts);
  const organs = useOrgans();
  const fitting = (organs.data ?? []).filter(
    (organ) => !not?.has(organ.id) && (kinds === undefined || kinds.includes(organ.kind)),
  );
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      loading={organs.isPending}
      placeholder={t('chooseOrgan')}
      value={value ?? undefined}
      options={fitting.map((organ) => ({ value: organ.id, label: `${organ.name} · ${organ.kindTitle}` }))}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}

/** A unit by part of its name, or a person by the whole name: administrators browse neither. */
export function SubjectPicker({
  id,
  value,
  onChange,
  kind,
  known,
}: PickerProps & { kind: 'unit' | 'person'; known?: { id: string; name: string } | null | undefined }) {
  const t = useText(texts);
  const [q, setQ] = useState('');
  const found = useSubjects(kind, q);
  const options = (q.trim() ? (found.data?.items ?? []) : []).map((item) => ({
    value: item.id,
    label: item.note ? `${item.name} · ${item.note}` : item.name,
  }));
  if (known && value === known.id && !options.some((option) => option.value === known.id))
    options.unshift({ value: known.id, label: known.name });
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear
      loading={found.isFetching}
      placeholder={kind === 'unit' ? t('findUnit') : t('findPerson')}
      notFoundContent={q.trim() ? t('noneFound') : t('typeName')}
      value={value ?? undefined}
      options={options}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}
