import { Radio } from 'antd';
import { useText } from '../../lib/texts.ts';
import { FILTERS, type Filter, type SearchReply } from './search.api.ts';
import { texts } from './texts.ts';

interface Props {
  facets: SearchReply['facets'];
  chosen: Partial<Record<Filter, string>>;
  onChoose: (filter: Filter, value: string | undefined) => void;
}

const SHOWN = 12;

/** Figures over everything found, by kind, item, class and polarity; a choice narrows the list. */
export function SearchFilters({ facets, chosen, onChoose }: Props) {
  const t = useText(texts);
  const titleOf = (filter: Filter, value: string, title: string) => {
    if (filter === 'kind') return t(`kind.${value}` as 'kind.person');
    if (filter === 'polarity') return value === 'positive' ? t('positive') : t('negative');
    return title;
  };
  return (
    <aside className="facets" aria-label={t('filters')}>
      {FILTERS.filter((filter) => facets[filter].length > 0).map((filter) => (
        <fieldset key={filter}>
          <legend>{t(`facet.${filter}`)}</legend>
          <Radio.Group
            value={chosen[filter] ?? ''}
            onChange={(event) => onChoose(filter, event.target.value || undefined)}
          >
            <Radio value="">{t('all')}</Radio>
            {facets[filter].slice(0, SHOWN).map((facet) => (
              <Radio key={facet.value} value={facet.value}>
                {titleOf(filter, facet.value, facet.title)} <span className="figures">{facet.count}</span>
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      ))}
    </aside>
  );
}
