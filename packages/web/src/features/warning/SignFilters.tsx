import { listDossiers } from '@plumbline/contract/dossier';
import { getPerson } from '@plumbline/contract/registry-persons';
import { getUnit } from '@plumbline/contract/registry-units';
import { Checkbox, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Select } from '../../kit/Select.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import type { SignFilterName } from './sign.api.ts';
import { texts } from './sign.texts.ts';

/** What narrows the register and its counts alike; all of it stands in the address. */
export function SignFilters({ days = true }: { days?: boolean }) {
  const t = useText(texts);
  const say = useSay();
  const [url, change] = useUrlState<SignFilterName>();
  const lists = useFormLists();
  return (
    <>
      <Segmented
        aria-label={t('state')}
        value={url.open ?? ''}
        onChange={(open) => change({ open: open || undefined })}
        options={[
          { value: '', label: t('all') },
          { value: 'true', label: t('open') },
          { value: 'false', label: t('ended') },
        ]}
      />
      <FilterSelect
        label={t('tag')}
        value={url.tag}
        onChange={(tag) => change({ tag })}
        options={(lists?.['sign-tags'] ?? []).map(({ code, title }) => ({ value: code, label: say(title) }))}
      />
      <SubjectFilter
        kind="person"
        label={t('person')}
        value={url.personId}
        onChange={(personId) => change({ personId })}
      />
      <SubjectFilter
        kind="unit"
        label={t('ofTeam')}
        value={url.teamOf}
        onChange={(teamOf) => change({ teamOf })}
      />
      <SubjectFilter
        kind="unit"
        label={t('ofUnit')}
        value={url.unitId}
        onChange={(unitId) => change({ unitId })}
      />
      {days && (
        <DatePicker.RangePicker
          aria-label={t('seenOn')}
          placeholder={[t('seenFrom'), t('seenTo')]}
          allowEmpty={[true, true]}
          value={[url.from ? dayjs(url.from) : null, url.to ? dayjs(url.to) : null]}
          onChange={(range) =>
            change({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
          }
        />
      )}
      <Checkbox
        checked={url.mine === 'true'}
        onChange={(event) => change({ mine: event.target.checked ? 'true' : undefined })}
      >
        {t('mine')}
      </Checkbox>
    </>
  );
}

interface SubjectProps {
  kind: 'person' | 'unit';
  label: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

const FEW = 20;

/** One person or unit; what is typed narrows the choices on the server. */
function SubjectFilter({ kind, label, value, onChange }: SubjectProps) {
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const found = useRead(
    listDossiers,
    { query: { kind, limit: FEW, ...(q ? { q } : {}) } },
    { keepPrevious: true, enabled: open },
  );
  const options = (found.data?.items ?? []).map((one) => ({
    value: one.subjectId,
    label: [one.name, one.unit?.name].filter(Boolean).join(' · '),
  }));
  // Who was chosen before, as by a link, keeps the name.
  const params = { id: value ?? '' };
  const person = useRead(getPerson, { params }, { enabled: !!value && kind === 'person' });
  const unit = useRead(getUnit, { params }, { enabled: !!value && kind === 'unit' });
  if (value && !options.some((one) => one.value === value))
    options.unshift({ value, label: person.data?.name ?? unit.data?.name ?? label });
  return (
    <Select
      aria-label={label}
      placeholder={label}
      className="sign-subject"
      value={value}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      onOpenChange={setOpen}
      loading={found.isFetching}
      popupMatchSelectWidth={false}
      options={options}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
