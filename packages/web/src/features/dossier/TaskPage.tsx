import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day, Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import './dossier.css';
import { FileUploads, HeldBack } from '../../kit/uploads/FileUploads.tsx';
import { useUploads } from '../../kit/uploads/use-uploads.ts';
import { type Task, useSupply, useTask } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';
import { useStep } from './steps.api.ts';

/**
 * One task: what is asked, the form to answer it, and for who asked the steps on it. The dossier itself stays
 * closed to the contributor.
 */
export default function TaskPage() {
  const task = useTask(usePathParam('id'));
  return <Loaded read={task}>{(data) => <TaskView key={data.version} task={data} />}</Loaded>;
}

function TaskView({ task }: { task: Task }) {
  const t = useText(texts);
  const take = useStep(task.id, task.version);
  const mayDossier = useMay('dossier.read');
  const answered = task.suppliedAt !== null || task.ended;
  return (
    <Page
      title={task.itemTitle}
      windowTitle={t('task')}
      tag={<StatusTag title={task.stateTitle} tone={task.overdue ? 'late' : task.ended ? 'done' : 'live'} />}
      breadcrumbs={[{ title: t('tasks'), to: '/collection-tasks' }, { title: task.itemTitle }]}
      actions={<StepActions actions={task.actions} onTake={take} />}
    >
      <Section title={t('task')}>
        <Facts
          facts={[
            {
              label: t('subject'),
              value: mayDossier ? (
                <Link to={`/dossiers/${task.subject.id}`}>{task.subject.name}</Link>
              ) : (
                task.subject.name
              ),
            },
            {
              label: t('due'),
              value: <Due day={task.dueOn} done={answered} provisional={task.provisional} />,
            },
            { label: t('askedOf'), value: task.contributor.name },
            !task.sealed && { label: t('askedBy'), value: task.askedBy },
            { label: t('askedAt'), value: <Moment at={task.askedAt} /> },
            { label: t('reminded'), value: <Day day={task.remindedOn} /> },
            { label: t('why'), value: task.why, wide: true },
            task.note ? { label: t('note'), value: task.note, wide: true } : false,
            task.materialId !== null &&
              mayDossier && {
                label: t('answer'),
                value: (
                  <Link to={`/dossiers/${task.subject.id}?material=${task.materialId}`}>{t('toAnswer')}</Link>
                ),
                wide: true,
              },
          ]}
        />
      </Section>
      {task.maySupply && <Supply task={task} />}
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

function Supply({ task }: { task: Task }) {
  const t = useText(texts);
  const supply = useSupply();
  const uploads = useUploads();
  const params = { id: task.id };
  return (
    <Section title={t('supply')}>
      {task.sealed && <Alert type="info" showIcon className="page-note" title={t('sealedNote')} />}
      {task.files && <FileUploads uploads={uploads} />}
      <PackForm
        form={task.schema}
        onSubmit={(form) =>
          supply.mutate({ params, body: { form, ...(uploads.ids?.length ? { files: uploads.ids } : {}) } })
        }
        busy={supply.isPending}
        held={uploads.held !== undefined}
        problem={supply.error}
        pointer="/form"
        submitLabel={t('supply')}
        actions={
          <>
            <ConfirmAction
              label={t('nothing')}
              reason="optional"
              onConfirm={(note) =>
                supply.mutateAsync({ params, body: { nothing: true, ...(note ? { note } : {}) } })
              }
            />
            <HeldBack uploads={uploads} />
          </>
        }
      />
    </Section>
  );
}
