import { Input, Segmented } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useClues } from './clue.api.ts';
import { columnsOf } from './clue.columns.tsx';
import { texts } from './texts.ts';

type State = 'polarity' | 'q' | 'class' | 'period' | 'subjectId';

export default function ClueListPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<State>();
  const pages = useClues(state);
  return (
    <Page title={t('list')} description={t('listAbout')}>
      <DataTable
        id="clues"
        caption={t('list')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/clues/${row.id}`}
        empty={<EmptyState title={t('listNone')} />}
        filters={
          <>
            <Segmented
              value={state.polarity ?? ''}
              onChange={(polarity) => change({ polarity: polarity || undefined })}
              options={[
                { value: '', label: t('all') },
                { value: 'negative', label: t('negative') },
                { value: 'positive', label: t('positive') },
              ]}
            />
            <Input.Search
              key={state.q ?? ''}
              defaultValue={state.q ?? ''}
              onSearch={(q) => change({ q: q.trim() || undefined })}
              placeholder={t('search')}
              aria-label={t('search')}
              allowClear
              style={{ width: 220 }}
            />
          </>
        }
      />
    </Page>
  );
}
