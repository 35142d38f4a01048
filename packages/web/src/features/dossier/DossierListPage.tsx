import { Checkbox, Input, Segmented } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useDossiers } from './dossier.api.ts';
import { columnsOf } from './dossier.columns.tsx';
import { texts } from './texts.ts';

const FLAGS = ['top-leader', 'key-minority', 'key-post', 'power'] as const;
type State = 'kind' | 'q' | 'flag' | 'gaps' | 'stale';

export default function DossierListPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<State>();
  const pages = useDossiers(state);
  return (
    <Page title={t('list')} description={t('listAbout')}>
      <DataTable
        id="dossiers"
        caption={t('list')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.subjectId}
        open={(row) => `/dossiers/${row.subjectId}`}
        empty={<EmptyState title={t('listNone')} />}
        filters={
          <>
            <Segmented
              value={state.kind ?? ''}
              onChange={(kind) => change({ kind: kind || undefined })}
              options={[
                { value: '', label: t('all') },
                { value: 'person', label: t('persons') },
                { value: 'unit', label: t('units') },
              ]}
            />
            <Input.Search
              key={state.q ?? ''}
              defaultValue={state.q ?? ''}
              onSearch={(q) => change({ q: q.trim() || undefined })}
              placeholder={t('filterName')}
              aria-label={t('filterName')}
              allowClear
              style={{ width: 200 }}
            />
            <Select
              value={state.flag ?? ''}
              onChange={(flag) => change({ flag: flag || undefined })}
              aria-label={t('filterFlag')}
              style={{ width: 140 }}
              options={[
                { value: '', label: t('all') },
                ...FLAGS.map((flag) => ({ value: flag, label: t(`flag.${flag}`) })),
              ]}
            />
            <Checkbox
              checked={state.gaps === 'true'}
              onChange={(e) => change({ gaps: e.target.checked ? 'true' : undefined })}
            >
              {t('withGaps')}
            </Checkbox>
            <Checkbox
              checked={state.stale === 'true'}
              onChange={(e) => change({ stale: e.target.checked ? 'true' : undefined })}
            >
              {t('withStale')}
            </Checkbox>
          </>
        }
      />
    </Page>
  );
}
