import type { Limit } from '@plumbline/contract/limits';
import { Checkbox } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag, type Tone } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { OverrideList } from './OverrideList.tsx';
import { ProposeOverride } from './ProposeOverride.tsx';
import { useLimits } from './terms.api.ts';
import { texts } from './texts.ts';
import { useLength } from './use-length.ts';

const TONES: Record<Limit['standing'], Tone> = { law: 'done', 'local-rule': 'plain', default: 'quiet' };
const STANDINGS = ['law', 'local-rule', 'default'] as const;

/** Every limit with where it comes from and which organs deviate. */
export function LimitSection() {
  const t = useText(texts);
  const limits = useLimits();
  const lengthOf = useLength();
  const [url, setUrl] = useUrlState<'standing' | 'q' | 'own'>();
  const measure = (limit: Limit) => {
    if (limit.length) return lengthOf(limit.length);
    if (limit.yearly) return t('yearly', limit.yearly);
    return limit.every ? t(`every.${limit.every}`) : '—';
  };
  const fits = (limit: Limit) =>
    (!url.standing || limit.standing === url.standing) &&
    (!url.own || limit.overrides.length > 0) &&
    (!url.q || `${limit.title} ${limit.code}`.toLowerCase().includes(url.q.toLowerCase()));
  return (
    <Section title={t('limits')}>
      <p className="absent">{t('limitsAbout')}</p>
      <Loaded read={limits}>
        {({ items }) => (
          <DataTable
            id="limits"
            caption={t('limits')}
            rows={items.filter(fits)}
            rowKey={(row) => `${row.code} ${row.effectiveFrom}`}
            rowTone={(row) => (row.when === 'past' ? 'quiet' : undefined)}
            filters={
              <>
                <FilterText label={t('search')} value={url.q} onChange={(q) => setUrl({ q })} />
                <FilterSelect
                  label={t('standing')}
                  value={url.standing}
                  onChange={(standing) => setUrl({ standing })}
                  options={STANDINGS.map((value) => ({ value, label: t(`standing.${value}`) }))}
                />
                <Checkbox
                  checked={url.own !== undefined}
                  onChange={(event) => setUrl({ own: event.target.checked ? '1' : undefined })}
                >
                  {t('onlyOwn')}
                </Checkbox>
              </>
            }
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
                render: (row) => (
                  <StatusTag title={t(`standing.${row.standing}`)} tone={TONES[row.standing]} />
                ),
                nowrap: true,
              },
              { key: 'source', title: t('source'), render: (row) => row.source },
              {
                key: 'from',
                title: t('effective'),
                render: (row) =>
                  row.when === 'past' ? (
                    <>
                      <Day day={row.effectiveFrom} /> <small>{t('when.past')}</small>
                    </>
                  ) : (
                    <Day day={row.effectiveFrom} />
                  ),
                nowrap: true,
              },
              {
                key: 'own',
                title: t('own'),
                render: (row) => (row.allowed.includes('propose') ? <ProposeOverride limit={row} /> : null),
                fixed: true,
                nowrap: true,
              },
            ]}
            detail={(row) => (row.overrides.length ? <OverrideList overrides={row.overrides} /> : null)}
          />
        )}
      </Loaded>
    </Section>
  );
}
