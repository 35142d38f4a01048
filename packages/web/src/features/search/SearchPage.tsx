import { Button, Form, Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { SearchFilters } from './SearchFilters.tsx';
import { SearchHit } from './SearchHit.tsx';
import './search.css';
import { type Filter, useSearchResults } from './search.api.ts';
import { texts } from './texts.ts';

type State = 'q' | 'from' | 'to' | Filter;
const NO_FILTERS = { kind: undefined, item: undefined, class: undefined, polarity: undefined };

export default function SearchPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<State>();
  const q = state.q?.trim() ?? '';
  const wanted = Object.fromEntries(
    Object.entries({ ...state, q }).filter(([, value]) => value !== undefined),
  );
  const results = useSearchResults(wanted as { q: string });
  const first = results.data?.pages[0];
  const hits = results.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')} description={t('about')}>
      <Form
        key={q}
        layout="inline"
        className="search-form"
        initialValues={state}
        onFinish={({ q, from, to }: Partial<Record<State, string | null>>) =>
          change({ ...NO_FILTERS, q: q?.trim(), from: from ?? undefined, to: to ?? undefined })
        }
      >
        <Form.Item name="q" label={t('label')} className="search-words">
          <Input placeholder={t('placeholder')} maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="from" label={t('from')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="to" label={t('to')}>
          <DayInput />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('go')}
        </Button>
      </Form>
      {q === '' && <EmptyState title={t('start')}>{t('startText')}</EmptyState>}
      {q !== '' && results.error && <ErrorState error={results.error} onRetry={results.refetch} />}
      {q !== '' && results.isPending && <Loading />}
      {q !== '' && first && (
        <div className="search-results">
          <SearchFilters
            facets={first.facets}
            chosen={state}
            onChoose={(filter, value) => change({ [filter]: value })}
          />
          <section aria-live="polite">
            <p className="search-total">
              {first.total.more
                ? t('totalMore', { count: first.total.count })
                : t('total', { count: first.total.count })}
            </p>
            {hits.length === 0 ? (
              <EmptyState title={t('none', { q })}>{t('noneText')}</EmptyState>
            ) : (
              <ol className="hits">
                {hits.map((hit) => (
                  <SearchHit key={`${hit.kind}:${hit.refId}`} hit={hit} />
                ))}
              </ol>
            )}
            {results.hasNextPage && (
              <Button onClick={() => void results.fetchNextPage()} loading={results.isFetchingNextPage}>
                {t('more')}
              </Button>
            )}
          </section>
        </div>
      )}
    </Page>
  );
}
