import { getUnit, listOfficers, listPersons, listUnits } from '@plumbline/contract/registry';
import { useState } from 'react';
import { Select } from '../../../kit/Select.tsx';
import { useRead } from '../../../lib/data.ts';
import { comma } from '../../../lib/language.ts';
import { useText } from '../../../lib/texts.ts';
import { useLists } from '../registry.api.ts';
import { texts } from '../texts.ts';

interface PickerProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** Name of what is chosen already, until the list knows it. */
  known?: { id: string; name: string } | null | undefined;
  /** Name for screen readers and in place of nothing, where no form gives one. */
  label?: string;
  /** Left out of the choice. */
  not?: string | undefined;
}
interface Found {
  id: string;
  label: string;
}

const FEW = 30;

/** A choice among more than can be listed: what is typed narrows it on the server. */
function RemoteSelect({
  id,
  value,
  onChange,
  known,
  not,
  label,
  found,
  busy,
  typed,
  onSearch,
}: PickerProps & {
  found: readonly Found[] | undefined;
  busy: boolean;
  /** Something was typed: before that nobody stands ready to be taken. */
  typed: boolean;
  onSearch: (text: string) => void;
}) {
  const t = useText(texts);
  const options = (found ?? [])
    .filter((entry) => entry.id !== not)
    .map((entry) => ({ value: entry.id, label: entry.label }));
  if (known && value === known.id && !options.some((option) => option.value === known.id))
    options.unshift({ value: known.id, label: known.name });
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch }}
      defaultActiveFirstOption={typed}
      allowClear
      loading={busy}
      {...(label ? { 'aria-label': label } : {})}
      popupMatchSelectWidth={false}
      placeholder={label ?? t('typeToFind')}
      value={value ?? undefined}
      options={options}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
    />
  );
}

export function UnitPicker(props: PickerProps) {
  const [q, setQ] = useState('');
  const read = useRead(listUnits, { query: { q, limit: FEW } }, { keepPrevious: true });
  const found = read.data?.items.map((unit) => ({ id: unit.id, label: unit.name }));
  return <RemoteSelect {...props} found={found} busy={read.isFetching} typed={q !== ''} onSearch={setQ} />;
}

export function PersonPicker(props: PickerProps) {
  const [q, setQ] = useState('');
  const read = useRead(listPersons, { query: { q, limit: FEW } }, { keepPrevious: true });
  const found = read.data?.items.map((person) => ({
    id: person.id,
    // Two of one name are told apart by where they serve.
    label: [person.name, person.posts[0] && `${person.posts[0].unitName}${person.posts[0].title}`]
      .filter(Boolean)
      .join(' · '),
  }));
  return <RemoteSelect {...props} found={found} busy={read.isFetching} typed={q !== ''} onSearch={setQ} />;
}

/** An account that serves in an organ. */
export function OfficerPicker({ organId, ...props }: PickerProps & { organId?: string | null | undefined }) {
  const [q, setQ] = useState('');
  const read = useRead(
    listOfficers,
    { query: { q, organId: organId ?? undefined, limit: FEW } },
    { keepPrevious: true },
  );
  const found = read.data?.items.map((officer) => ({
    id: officer.accountId,
    label: [officer.name, officer.organs.map((organ) => organ.name).join(comma())].join(' · '),
  }));
  return <RemoteSelect {...props} found={found} busy={read.isFetching} typed={q !== ''} onSearch={setQ} />;
}

/** A post of one unit. */
export function PostPicker({ unitId, ...props }: PickerProps & { unitId: string | null | undefined }) {
  const t = useText(texts);
  const read = useRead(getUnit, { params: { id: unitId ?? '-' } }, { enabled: Boolean(unitId) });
  const posts = unitId ? (read.data?.posts ?? []) : [];
  const options = posts.map((post) => ({
    value: post.id,
    label: [
      post.title,
      post.holders.map((holder) => holder.name ?? t('hidden')).join(comma()) || t('vacant'),
    ].join(' · '),
  }));
  if (props.known && props.value === props.known.id && !options.some((o) => o.value === props.value))
    options.unshift({ value: props.known.id, label: props.known.name });
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      loading={read.isFetching}
      placeholder={t('noneChosen')}
      disabled={!unitId && !props.known}
      value={props.value ?? undefined}
      options={options}
      onChange={(next: string | undefined) => props.onChange?.(next ?? null)}
    />
  );
}

/** One of the jurisdiction's organs; `supervising` leaves out those that supervise nobody. */
export function OrganPicker({ supervising, ...props }: PickerProps & { supervising?: boolean }) {
  const t = useText(texts);
  const lists = useLists();
  const organs = lists.data?.organs.filter((organ) => !supervising || organ.supervises) ?? [];
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      loading={lists.isPending}
      placeholder={t('noneChosen')}
      value={props.value ?? undefined}
      options={organs.map((organ) => ({ value: organ.id, label: organ.name }))}
      onChange={(next: string | undefined) => props.onChange?.(next ?? null)}
    />
  );
}
