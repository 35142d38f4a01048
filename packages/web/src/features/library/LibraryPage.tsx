import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { EmptyState, ErrorState, Loaded, Loading } from '../../kit/states.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { EntryHit } from './EntryHit.tsx';
import './library.css';
import { type Stores, useEntries, useStores } from './library.api.ts';
import { texts } from './texts.ts';

type State = 'store' | 'sort' | 'q' | 'drafts';

/** The library: its stores at the side, then entries by words and filters; what is chosen stands in the address. */
export default function LibraryPage() {
  const t = useText(texts);
  const [state] = useUrlState<State>();
  const stores = useStores();
  const mayWrite = (stores.data?.organs.length ?? 0) > 0;
  return (
    <Page
      title={t('library')}
      description={t('libraryAbout')}
      actions={
        mayWrite && (
          <Link to={'/library/new' as string} search={(state.store ? { store: state.store } : {}) as never}>
            <Button type="primary" tabIndex={-1}>
              {t('newEntry')}
            </Button>
          </Link>
        )
      }
    >
      <Loaded read={stores}>{(data) => <Shelves stores={data} />}</Loaded>
    </Page>
  );
}

function Shelves({ stores }: { stores: Stores }) {
  const t = useText(texts);
  const [state, change] = useUrlState<State>();
  const store = stores.stores.find((one) => one.code === state.store);
  const all = stores.stores.reduce((sum, one) => sum + one.entries, 0);
  const shelf = (code: string | undefined, title: string, count: number) => (
    <li key={code ?? ''}>
      <Link
        to={'/library' as string}
        search={{ ...(state.q ? { q: state.q } : {}), ...(code ? { store: code } : {}) } as never}
        aria-current={code === store?.code ? 'page' : undefined}
      >
        <span>{title}</span> <span className="figures">{count}</span>
      </Link>
    </li>
  );
  return (
    <div className="library">
      <nav aria-label={t('stores')} className="library-stores">
        <ul>
          {shelf(undefined, t('allStores'), all)}
          {stores.stores.map((one) => shelf(one.code, one.title, one.entries))}
        </ul>
      </nav>
      <section aria-label={store?.title ?? t('allStores')}>
        {store?.note && <p className="library-note">{store.note}</p>}
        <div className="library-filters">
          <Input.Search
            key={state.q ?? ''}
            defaultValue={state.q ?? ''}
            onSearch={(q) => change({ q: q.trim() || undefined })}
            placeholder={t('searchPlaceholder')}
            aria-label={t('searchLabel')}
            maxLength={200}
            enterButton={t('search')}
            autoComplete="off"
          />
          {store && store.sorts.length > 1 && (
            <FilterSelect
              label={t('sort')}
              value={state.sort}
              onChange={(sort) => change({ sort })}
              options={store.sorts.map((sort) => ({ value: sort.code, label: sort.title }))}
            />
          )}
          {stores.organs.length > 0 && (
            <Checkbox
              checked={state.drafts === 'true'}
              onChange={(event) => change({ drafts: event.target.checked ? 'true' : undefined })}
            >
              {t('onlyDrafts')}
            </Checkbox>
          )}
        </div>
        <Entries state={state} />
      </section>
    </div>
  );
}

function Entries({ state }: { state: Partial<Record<State, string>> }) {
  const t = useText(texts);
  const pages = useEntries({
    store: state.store,
    sort: state.sort,
    q: state.q?.trim(),
    drafts: state.drafts,
  });
  if (pages.error) return <ErrorState error={pages.error} onRetry={pages.refetch} />;
  if (pages.isPending) return <Loading />;
  const entries = rowsOf(pages);
  return (
    <div aria-live="polite" aria-busy={pages.isFetching}>
      {entries.length === 0 ? (
        <EmptyState title={state.q ? t('noneFor', { q: state.q }) : state.drafts ? t('noDrafts') : t('none')}>
          {state.q ? t('noneForText') : undefined}
        </EmptyState>
      ) : (
        <ol className="library-entries">
          {entries.map((entry) => (
            <EntryHit key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
