import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { FileUploads } from './FileUploads.tsx';
import { type Task, useSupply, useTask } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** One task: what is asked and the form to answer it; the dossier itself stays closed to the contributor. */
export default function TaskPage() {
  const task = useTask(usePathParam('id'));
  return <Loaded read={task}>{(data) => <TaskView key={data.version} task={data} />}</Loaded>;
}

function TaskView({ task }: { task: Task }) {
  const t = useText(texts);
  const supply = useSupply();
  const [files, setFiles] = useState<string[]>([]);
  const params = { id: task.id };
  return (
    <Page
      title={task.itemTitle}
      windowTitle={t('task')}
      tag={<StatusTag title={task.stateTitle} tone={task.overdue ? 'late' : task.ended ? 'done' : 'live'} />}
      breadcrumbs={[{ title: t('tasks'), to: '/collection-tasks' }, { title: task.itemTitle }]}
    >
      <Section title={t('task')}>
        <Facts
          facts={[
            { label: t('subject'), value: task.subject.name },
            {
              label: t('due'),
              value: <Due day={task.dueOn} done={task.suppliedAt !== null || task.ended} />,
            },
            { label: t('why'), value: task.why, wide: true },
            task.note ? { label: t('note'), value: task.note, wide: true } : false,
          ]}
        />
      </Section>
      {task.maySupply && (
        <Section title={t('supply')}>
          {task.sealed && <p>{t('sealedNote')}</p>}
          {task.files && <FileUploads onChange={setFiles} />}
          <PackForm
            form={task.schema}
            onSubmit={(form) => supply.mutate({ params, body: { form, ...(files.length ? { files } : {}) } })}
            busy={supply.isPending}
            problem={supply.error}
            pointer="/form"
            submitLabel={t('supply')}
            actions={
              <ConfirmAction
                label={t('nothing')}
                reason="optional"
                onConfirm={(note) =>
                  supply.mutateAsync({ params, body: { nothing: true, ...(note ? { note } : {}) } })
                }
              />
            }
          />
        </Section>
      )}
      <Section title={t('history')}>
        <TimeLine
          label={t('history')}
          entries={task.history.map((entry, index) => ({
            key: `${entry.at}${index}`,
            when: <Moment at={entry.at} />,
            title: entry.title,
            body: entry.reason ?? entry.note,
          }))}
        />
      </Section>
    </Page>
  );
}
