import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useQueue } from './dossier.api.ts';
import { MaterialDrawer } from './MaterialDrawer.tsx';
import { texts } from './texts.ts';

/** What waits for a second person. */
export default function QueuePage() {
  const t = useText(texts);
  const pages = useQueue();
  const [state, change] = useUrlState<'material'>();
  return (
    <Page title={t('queue')} description={t('queueAbout')}>
      <DataTable
        id="verification"
        caption={t('queue')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/verification?material=${row.id}`}
        empty={<EmptyState title={t('queueNone')} />}
        columns={[
          { key: 'title', title: t('material'), render: (row) => row.title ?? row.itemTitle },
          { key: 'subject', title: t('subject'), render: (row) => row.subjectName, nowrap: true },
          { key: 'item', title: t('item'), render: (row) => row.itemTitle, nowrap: true },
          { key: 'author', title: t('author'), render: (row) => row.author ?? '—', nowrap: true },
          {
            key: 'created',
            title: t('enteredAt'),
            render: (row) => <Moment at={row.createdAt} />,
            nowrap: true,
          },
        ]}
      />
      {state.material && (
        <MaterialDrawer
          id={state.material}
          onOpen={(material) => change({ material })}
          onClose={() => change({ material: undefined })}
        />
      )}
    </Page>
  );
}
