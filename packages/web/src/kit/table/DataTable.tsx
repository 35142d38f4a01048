import { Button } from 'antd';
import { type ReactNode, type RefCallback, useCallback, useState } from 'react';
import { type Pages, rowsOf } from '../../lib/data.ts';
import { remember, remembered } from '../../lib/storage.ts';
import { useText } from '../../lib/texts.ts';
import { EmptyState, ErrorState, Loading } from '../states.tsx';
import { texts } from '../texts.ts';
import { type Column, keepColumns, visibleColumns } from './columns.ts';
import { type Selection, TableBody, TableHead } from './TableParts.tsx';
import { TableTools } from './TableTools.tsx';

export interface DataTableProps<T> {
  /** Name of the table in the settings kept on this machine, e.g. `clues`. */
  id: string;
  /** What the table lists, for screen readers and print. */
  caption: string;
  columns: readonly Column<T>[];
  /** `usePages(…)`, or `rows` for what is there already. */
  pages?: Pages<T>;
  rows?: readonly T[];
  rowKey: (row: T) => string;
  /** Where a row leads: its first cell becomes the link; a click anywhere in the row follows it. */
  open?: (row: T) => string | undefined;
  /** What stands in place of rows: say how the first one comes about. */
  empty?: ReactNode;
  /** Filters, on the left above the table. */
  filters?: ReactNode;
  /** Further tools on the right: an export, a print button. */
  tools?: ReactNode;
  selection?: Selection<T>;
  /** Without the bar above: for short tables inside a page. */
  bare?: boolean;
  /** Marks a row as `late`, `quiet` or `chosen`. */
  rowTone?: (row: T) => 'late' | 'quiet' | 'chosen' | undefined;
  /** More about a row, drawn below it when this gives something. */
  detail?: (row: T) => ReactNode;
}

const DENSITY = 'table-density';

/**
 * A list by cursor: dense, with real links and a sticky head. Up and Down move between rows, Enter opens.
 * Nothing is cut silently: it says how many rows are shown and whether there are more.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { id, caption, columns, pages, rowKey, selection } = props;
  const t = useText(texts);
  const [compact, setCompact] = useState(() => remembered(DENSITY) !== 'comfortable');
  const [kept, setKept] = useState(() => remembered(`columns.${id}`) || undefined);
  const [frame, wide] = useWide();
  const shown = visibleColumns(columns, kept);
  const rows = props.rows ?? (pages ? rowsOf(pages) : []);
  const onShow = (keys: string[] | undefined) => {
    const text = keys && keepColumns(keys);
    remember(`columns.${id}`, text ?? '');
    setKept(text);
  };
  const onCompact = (next: boolean) => {
    remember(DENSITY, next ? 'compact' : 'comfortable');
    setCompact(next);
  };
  const failed = pages?.error && rows.length === 0;
  const isLoading = pages?.isPending === true;
  return (
    <div className={compact ? 'data-table' : 'data-table data-table-roomy'}>
      {!props.bare && (
        <div className="table-bar">
          <div className="table-filters">{props.filters}</div>
          <TableTools columns={columns} shown={shown} onShow={onShow} compact={compact} onCompact={onCompact}>
            {props.tools}
          </TableTools>
        </div>
      )}
      {failed ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : isLoading ? (
        <Loading />
      ) : rows.length === 0 ? (
        (props.empty ?? <EmptyState />)
      ) : (
        <>
          <section
            className={wide ? 'table-frame table-frame-wide' : 'table-frame'}
            aria-label={caption}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll by keys
            tabIndex={0}
            ref={frame}
          >
            <table aria-busy={pages?.isFetching || undefined}>
              <caption className="visually-hidden">{caption}</caption>
              <TableHead columns={shown} rows={rows} rowKey={rowKey} {...(selection ? { selection } : {})} />
              <TableBody {...props} columns={shown} rows={rows} />
            </table>
          </section>
          <Foot
            pages={pages}
            count={rows.length}
            selected={selection?.keys.length ?? 0}
            onClear={selection?.onChange}
          />
        </>
      )}
      <p className="visually-hidden" aria-live="polite">
        {!isLoading && t('shown', { count: rows.length })}
      </p>
    </div>
  );
}

/** Whether what is in a frame is wider than the frame. */
function useWide(): [RefCallback<HTMLElement>, boolean] {
  const [wide, setWide] = useState(false);
  const watch = useCallback((frame: HTMLElement | null) => {
    if (!frame) return;
    const observer = new ResizeObserver(() => setWide(frame.scrollWidth > frame.clientWidth));
    for (const part of [frame, ...frame.children]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return [watch, wide];
}

interface FootProps<T> {
  pages: Pages<T> | undefined;
  count: number;
  selected: number;
  onClear: ((keys: string[]) => void) | undefined;
}

function Foot<T>({ pages, count, selected, onClear }: FootProps<T>) {
  const t = useText(texts);
  const more = pages?.hasNextPage === true;
  return (
    <div className="table-foot">
      {selected > 0 && (
        <span>
          {t('selected', { count: selected })}{' '}
          <Button type="link" size="small" onClick={() => onClear?.([])}>
            {t('clearSelection')}
          </Button>
        </span>
      )}
      <span className="table-count">{more ? t('shown', { count }) : t('all', { count })}</span>
      {pages?.isFetchNextPageError && <ErrorState error={pages.error} />}
      {more && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {pages.isFetchingNextPage ? t('loadingMore') : t('more')}
        </Button>
      )}
    </div>
  );
}
