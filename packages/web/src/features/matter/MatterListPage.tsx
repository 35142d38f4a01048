import { Checkbox } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useMatters } from './matter.api.ts';
import { columnsOf } from './matter.columns.tsx';
import { texts } from './texts.ts';

export default function MatterListPage() {
  const t = useText(texts);
  const [state, change] = useUrlState<'mine' | 'open'>();
  const mine = state.mine === 'true';
  const open = state.open !== 'false';
  const pages = useMatters({ mine: mine ? 'true' : 'false', ...(open ? { open: 'true' as const } : {}) });
  return (
    <Page title={t('list')} description={t('listAbout')}>
      <DataTable
        id="matters"
        caption={t('list')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => row.link}
        rowTone={(row) => (row.overdue ? 'late' : undefined)}
        empty={<EmptyState title={t('mineNone')} />}
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
          </>
        }
      />
    </Page>
  );
}
