import { Segmented } from 'antd';
import { Day, Due } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useMayAny } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useTasks } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

type Filter = 'scope' | 'open' | 'q' | 'subjectId';

/** What this account owes to dossiers that it doesn't see, and what it asked of others. */
export default function TaskListPage() {
  const t = useText(texts);
  const may = useMayAny();
  const [url, change] = useUrlState<Filter>();
  const scopes = [
    ...(may('collection.supply') ? [{ value: 'owed', label: t('owed') }] : []),
    ...(may('collection.ask')
      ? [
          { value: 'asked', label: t('askedByUs') },
          { value: 'overdue', label: t('overdue') },
        ]
      : []),
  ];
  const scope = url.scope ?? scopes[0]?.value;
  const isOwed = scope === 'owed';
  const open = url.open ?? 'true';
  const tasks = useTasks({
    scope,
    q: url.q,
    subjectId: url.subjectId,
    open: scope === 'overdue' || open === 'all' ? undefined : open,
  });
  return (
    <Page
      title={t('tasks')}
      description={t(isOwed ? 'tasksAbout' : 'askedAbout')}
      actions={<PrintAction pages={tasks} />}
    >
      <DataTable
        id={`collection-tasks-${scope}`}
        caption={t('tasks')}
        pages={tasks}
        rowKey={(task) => task.id}
        open={(task) => `/collection-tasks/${task.id}`}
        rowTone={(task) => (task.overdue ? 'late' : undefined)}
        empty={<EmptyState title={t(isOwed ? 'noOwed' : 'noTasks')} />}
        filters={
          <>
            {scopes.length > 1 && (
              <Segmented
                options={scopes}
                value={scope ?? ''}
                onChange={(value) => change({ scope: value, open: undefined })}
              />
            )}
            {scope !== 'overdue' && (
              <FilterSelect
                label={t('state')}
                value={open}
                onChange={(value) => change({ open: value ?? 'all' })}
                options={[
                  { value: 'true', label: t('running') },
                  { value: 'false', label: t('ended') },
                  { value: 'all', label: t('allTasks') },
                ]}
              />
            )}
            <FilterText label={t('filterWho')} value={url.q} onChange={(q) => change({ q })} />
          </>
        }
        columns={[
          { key: 'item', title: t('item'), render: (task) => task.itemTitle },
          { key: 'subject', title: t('subject'), render: (task) => task.subject.name, nowrap: true },
          { key: 'owedBy', title: t('askedOf'), render: (task) => task.contributor.name, hidden: isOwed },
          {
            key: 'due',
            title: t('due'),
            render: (task) => (
              <Due
                day={task.dueOn}
                done={task.suppliedAt !== null || task.ended}
                provisional={task.provisional}
              />
            ),
            nowrap: true,
          },
          {
            key: 'reminded',
            title: t('reminded'),
            render: (task) => <Day day={task.remindedOn} />,
            nowrap: true,
          },
          {
            key: 'state',
            title: t('state'),
            render: (task) => (
              <StatusTag
                title={task.stateTitle}
                tone={task.overdue ? 'late' : task.ended ? 'done' : 'live'}
              />
            ),
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
