import {
  exportListings,
  exportWarnings,
  listListings,
  listWarnings,
  type Mark,
} from '@plumbline/contract/warning';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { usePages } from '../../lib/data.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { texts } from './level.texts.ts';
import { columnsOf } from './mark.columns.tsx';

type FilterName = 'standing' | 'level' | 'due' | 'q' | 'organId' | 'unitId' | 'subjectId';

/** Warnings, or places on the special list, with what narrows them; the export holds the same lines. */
export function MarkList({ kind }: { kind: 'warning' | 'listing' }) {
  const t = useText(texts);
  const [url] = useUrlState<FilterName>();
  const isWarning = kind === 'warning';
  const pages = usePages(isWarning ? listWarnings : listListings, { query: url as never });
  const mayPropose = useMay('matter.handle');
  const procedure = isWarning ? 'warning' : 'special-list';
  return (
    <Page
      title={t(isWarning ? 'warnings' : 'listing')}
      description={t(isWarning ? 'warningsAbout' : 'listingAbout')}
      actions={
        mayPropose && (
          <Link to={`/matters/new?procedure=${procedure}` as string}>
            <Button type="primary">{t(isWarning ? 'propose' : 'proposeListing')}</Button>
          </Link>
        )
      }
    >
      <DataTable<Mark>
        id={`marks-${kind}`}
        caption={t(isWarning ? 'warnings' : 'listing')}
        pages={pages as never}
        columns={columnsOf(t, isWarning)}
        rowKey={(row) => row.id}
        open={(row) => `/matters/${row.id}`}
        rowTone={(row) => (row.overdue ? 'late' : row.standing === 'ended' ? 'quiet' : undefined)}
        empty={<EmptyState title={t(isWarning ? 'none' : 'listNone')} />}
        filters={<Filters withLevel={isWarning} />}
        tools={
          <SaveFile
            label={t('exportList')}
            route={isWarning ? exportWarnings : exportListings}
            asked={{ query: url as never }}
          />
        }
      />
    </Page>
  );
}

function Filters({ withLevel }: { withLevel: boolean }) {
  const t = useText(texts);
  const [url, change] = useUrlState<FilterName>();
  return (
    <>
      <FilterText label={t('search')} value={url.q} onChange={(q) => change({ q })} />
      <FilterSelect
        label={t('standing')}
        value={url.standing}
        onChange={(standing) => change({ standing })}
        options={(['in-force', 'proposed', 'ended'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {withLevel && (
        <FilterSelect
          label={t('level')}
          value={url.level}
          onChange={(level) => change({ level })}
          options={(['serious', 'heavier', 'minor'] as const).map((value) => ({ value, label: t(value) }))}
        />
      )}
      <Checkbox
        checked={url.due === 'true'}
        onChange={({ target }) => change({ due: target.checked ? 'true' : undefined })}
      >
        {t('onlyDue')}
      </Checkbox>
    </>
  );
}

export default function WarningListPage() {
  return <MarkList kind="warning" />;
}
