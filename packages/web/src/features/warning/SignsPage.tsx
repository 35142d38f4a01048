import { exportSigns } from '@plumbline/contract/sign';
import { Link } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { SignCountsSection } from './SignCounts.tsx';
import { SignFilters } from './SignFilters.tsx';
import { SIGN, type Sign, type SignFilterName, useSigns } from './sign.api.ts';
import { columnsOf } from './sign.columns.tsx';
import { texts } from './sign.texts.ts';
import './sign.css';

/** The register of small signs, or how many there were by tag and month: of everybody, one person, a team, a unit. */
export default function SignsPage() {
  const t = useText(texts);
  const [{ view, ...filter }, change] = useUrlState<SignFilterName | 'view'>();
  const asCounts = view === 'counts';
  const mayNote = useMay('sign.note');
  return (
    <Page
      title={t('list')}
      description={t('listAbout')}
      actions={
        <>
          {mayNote && (
            <Link to={`/matters/new?procedure=${SIGN}` as string}>
              <Button type="primary" tabIndex={-1}>
                {t('note')}
              </Button>
            </Link>
          )}
          <SaveFile
            label={t('exportList')}
            route={exportSigns}
            asked={{ query: filter as never }}
            button={{ size: 'middle' }}
          />
          <PrintAction />
        </>
      }
    >
      <Segmented
        aria-label={t('shown')}
        value={asCounts ? 'counts' : 'list'}
        onChange={(next) => change({ view: next === 'counts' ? 'counts' : undefined })}
        options={[
          { value: 'list', label: t('asList') },
          { value: 'counts', label: t('asCounts') },
        ]}
      />
      {asCounts ? <SignCountsSection filter={filter} /> : <Register filter={filter} />}
    </Page>
  );
}

function Register({ filter }: { filter: Partial<Record<SignFilterName, string>> }) {
  const t = useText(texts);
  const pages = useSigns(filter);
  const count = pages.data?.pages[0]?.count;
  const narrowed = Object.values(filter).some(Boolean);
  return (
    <>
      {count !== undefined && <p className="absent">{t('count', { count })}</p>}
      <DataTable<Sign>
        id="signs"
        caption={t('list')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/matters/${row.id}`}
        rowTone={(row) => (row.open ? undefined : 'quiet')}
        filters={<SignFilters />}
        empty={<EmptyState title={narrowed ? t('none') : t('noneAtAll')} />}
      />
    </>
  );
}
