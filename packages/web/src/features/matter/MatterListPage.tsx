import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { SavedViews } from '../../kit/table/SavedViews.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { Board } from './Board.tsx';
import { useMatters, useProcedures } from './matter.api.ts';
import { columnsOf } from './matter.columns.tsx';
import { texts } from './texts.ts';

/** What narrows the list besides its own filters: whoever comes from a report finds just what it counted. */
const NARROWED = ['state', 'overdue', 'organId', 'packVersion', 'from', 'to'] as const;
type Filter = 'saved' | 'mine' | 'open' | 'procedure' | 'q' | 'view' | (typeof NARROWED)[number];

/** Matters in sight, as a list or as a board of one procedure; the filters stand in the address. */
export default function MatterListPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<Filter>();
  const procedures = useProcedures().data?.items ?? [];
  const chosen = procedures.find((one) => one.code === state.procedure);
  const asBoard = state.view === 'board';
  const mayBegin = procedures.some((one) => one.organs.length > 0);
  return (
    <Page
      title={t('list')}
      description={t('listAbout')}
      actions={
        mayBegin && (
          <>
            <Link to={'/matters/hand-over' as string}>
              <Button tabIndex={-1}>{t('handOverMany')}</Button>
            </Link>
            <Link to={'/matters/new' as string}>
              <Button type="primary" tabIndex={-1}>
                {t('begin')}
              </Button>
            </Link>
          </>
        )
      }
    >
      <div className="table-bar">
        <div className="table-filters">
          <Segmented
            aria-label={t('shown')}
            value={asBoard ? 'board' : 'list'}
            onChange={(view) => change({ view: view === 'board' ? 'board' : undefined })}
            options={[
              { value: 'list', label: t('asList') },
              { value: 'board', label: t('asBoard') },
            ]}
          />
          <FilterText label={t('search')} value={state.q} onChange={(q) => change({ q })} />
          <FilterSelect
            label={t('procedure')}
            value={state.procedure}
            onChange={(procedure) => change({ procedure })}
            options={procedures.map((one) => ({ value: one.code, label: one.title }))}
          />
          <SavedViews list="matters" />
        </div>
      </div>
      {asBoard ? (
        chosen ? (
          <Board procedure={chosen} q={state.q} />
        ) : (
          <EmptyState title={t('boardChoose')} />
        )
      ) : (
        <MatterTable state={state} change={change} />
      )}
    </Page>
  );
}

function MatterTable({
  state,
  change,
}: {
  state: Partial<Record<Filter, string>>;
  change: (next: Partial<Record<Filter, string | undefined>>) => void;
}) {
  const t = useText(texts);
  const mine = state.mine === 'true';
  const open = state.open !== 'false';
  const narrowing = Object.fromEntries(NARROWED.flatMap((key) => (state[key] ? [[key, state[key]]] : [])));
  const isNarrowed = Object.keys(narrowing).length > 0;
  const pages = useMatters({
    mine: mine ? 'true' : 'false',
    ...(open ? { open: 'true' as const } : {}),
    ...(state.procedure ? { procedure: state.procedure } : {}),
    ...(state.q ? { q: state.q } : {}),
    ...narrowing,
  });
  return (
    <DataTable
      key={state.saved ?? ''}
      id="matters"
      caption={t('list')}
      columns={columnsOf(t)}
      pages={pages}
      rowKey={(row) => row.id}
      open={(row) => row.link}
      rowTone={(row) => (row.overdue ? 'late' : undefined)}
      empty={<EmptyState title={mine ? t('mineNone') : t('listNone')} />}
      filters={
        <>
          <Checkbox
            checked={mine}
            onChange={(event) => change({ mine: event.target.checked ? 'true' : undefined })}
          >
            {t('onlyMine')}
          </Checkbox>
          <Checkbox
            checked={open}
            onChange={(event) => change({ open: event.target.checked ? undefined : 'false' })}
          >
            {t('onlyOpen')}
          </Checkbox>
          {isNarrowed && (
            <Button
              size="small"
              onClick={() => change(Object.fromEntries(NARROWED.map((key) => [key, undefined])))}
            >
              {t('narrowed')}
            </Button>
          )}
        </>
      }
    />
  );
}
