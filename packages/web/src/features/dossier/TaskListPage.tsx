import { Due } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useTasks } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** What this account owes to dossiers that it doesn't see. */
export default function TaskListPage() {
  const t = useText(texts);
  const [url] = useUrlState<'scope'>();
  const tasks = useTasks({ scope: url.scope });
  return (
    <Page title={t('tasks')} description={t('tasksAbout')}>
      <DataTable
        id="collection-tasks"
        caption={t('tasks')}
        pages={tasks}
        rowKey={(task) => task.id}
        open={(task) => `/collection-tasks/${task.id}`}
        rowTone={(task) => (task.overdue ? 'late' : undefined)}
        empty={<EmptyState title={t('noTasks')} />}
        columns={[
          { key: 'item', title: t('item'), render: (task) => task.itemTitle },
          { key: 'subject', title: t('subject'), render: (task) => task.subject.name, nowrap: true },
          { key: 'owedBy', title: t('owedBy'), render: (task) => task.contributor.name },
          {
            key: 'due',
            title: t('due'),
            render: (task) => <Due day={task.dueOn} done={task.suppliedAt !== null || task.ended} />,
            nowrap: true,
          },
          {
            key: 'state',
            title: t('state'),
            render: (task) => <StatusTag title={task.stateTitle} tone={task.ended ? 'done' : 'live'} />,
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
