import type { PackLimit } from '@plumbline/contract/pack';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { StatusTag, type Tone } from '../../kit/StatusTag.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterText } from '../../kit/table/filters.tsx';
import { useText } from '../../lib/texts.ts';
import { texts } from './pack.texts.ts';

export const STANDING_TONES: Record<PackLimit['standing'], Tone> = {
  law: 'done',
  'local-rule': 'plain',
  default: 'quiet',
};

/** Every limit of the pack with its source and standing. */
export function PackLimits({ limits }: { limits: readonly PackLimit[] }) {
  const t = useText(texts);
  const [q, setQ] = useState<string>();
  const measure = (limit: PackLimit) => {
    if (limit.length) return t(limit.length.unit, { count: limit.length.value });
    if (limit.yearly) return t('yearly', limit.yearly);
    return limit.every ? t(`every.${limit.every}`) : '—';
  };
  return (
    <DataTable
      id="pack-limits"
      caption={t('limits')}
      rows={limits.filter((one) => !q || `${one.title} ${one.code}`.toLowerCase().includes(q.toLowerCase()))}
      rowKey={(row) => `${row.code} ${row.effectiveFrom}`}
      filters={<FilterText label={t('search')} value={q} onChange={setQ} />}
      columns={[
        {
          key: 'title',
          title: t('limit'),
          render: (row) => (
            <>
              {row.title} <small className="figures">{row.code}</small>
            </>
          ),
        },
        { key: 'length', title: t('length'), render: measure, nowrap: true },
        {
          key: 'standing',
          title: t('standing'),
          render: (row) => <StatusTag title={t(row.standing)} tone={STANDING_TONES[row.standing]} />,
          nowrap: true,
        },
        { key: 'source', title: t('source'), render: (row) => row.source },
        { key: 'from', title: t('from'), render: (row) => <Day day={row.effectiveFrom} />, nowrap: true },
      ]}
    />
  );
}
