import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Matter, useAct, useMatter } from './matter.api.ts';
import { texts } from './texts.ts';

/** One matter: what it is, what was done, what this account may do next. */
export default function MatterPage() {
  const matter = useMatter(usePathParam('id'));
  return <Loaded read={matter}>{(data) => <MatterView matter={data} />}</Loaded>;
}

function MatterView({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const SubjectLink = matter.subjectKind === 'unit' ? UnitLink : PersonLink;
  return (
    <Page
      title={matter.title}
      tag={<StatusTag title={matter.stateTitle} tone={matter.overdue ? 'late' : 'live'} />}
      breadcrumbs={[{ title: t('list'), to: '/matters' }, { title: matter.title }]}
      actions={<Actions matter={matter} />}
    >
      <Section title={t('content')}>
        <Facts
          facts={[
            { label: t('procedure'), value: matter.procedureTitle },
            { label: t('number'), value: matter.number },
            matter.subjectId !== null && {
              label: t('subject'),
              value: <SubjectLink id={matter.subjectId}>{t('toDossier')}</SubjectLink>,
            },
            { label: t('due'), value: <Due day={matter.dueOn} /> },
            { label: t('opened'), value: <Moment at={matter.openedAt} /> },
          ]}
        />
        {matter.forms.map((form, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the forms of a matter keep their order
          <PackFormView key={i} form={form} data={matter.data} />
        ))}
      </Section>
      <Section title={t('steps')}>
        {matter.steps.length === 0 ? (
          <EmptyState />
        ) : (
          <TimeLine
            label={t('steps')}
            entries={matter.steps.map((step) => ({
              key: `${step.at}${step.action}`,
              when: <Moment at={step.at} />,
              title: `${step.title} → ${step.stateTitle}`,
              about: t('by', { name: step.account ?? t('system') }),
              body: step.reason,
            }))}
          />
        )}
      </Section>
    </Page>
  );
}

function Actions({ matter }: { matter: Matter }) {
  const act = useAct();
  return (
    <StepActions
      actions={matter.actions}
      onTake={(action, body) =>
        act.mutateAsync({ params: { id: matter.id, action }, body: { version: matter.version, ...body } })
      }
    />
  );
}
