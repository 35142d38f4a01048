import { Link } from '@tanstack/react-router';
import { Alert, Space } from 'antd';
import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, RuleLinks, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Matter, useAct, useMatter, useProcedure } from './matter.api.ts';
import { PanelSection } from './PanelSection.tsx';
import { PaperSection } from './PaperSection.tsx';
import { ProcedureDiagram } from './ProcedureDiagram.tsx';
import { RequestSection } from './RequestSection.tsx';
import { HandOver, Recuse } from './StaffActions.tsx';
import { HAND_OVER, RECUSE } from './staffing.ts';
import { TermList } from './TermList.tsx';
import { texts } from './texts.ts';

/** One matter: what it is, where it stands, what was done, what this account may do next. */
export default function MatterPage() {
  const matter = useMatter(usePathParam('id'));
  return <Loaded read={matter}>{(data) => <MatterView matter={data} />}</Loaded>;
}

function MatterView({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const { outside, request, transfer } = matter;
  return (
    <Page
      title={matter.title}
      tag={<StatusTag title={matter.stateTitle} tone={toneOf(matter)} />}
      breadcrumbs={[{ title: t('list'), to: '/matters' }, { title: matter.number ?? matter.title }]}
      actions={<Actions matter={matter} />}
    >
      {outside && <Alert type="info" title={t('outside')} />}
      {matter.waitsFor && !outside && <Alert type="warning" title={t(`waits_${matter.waitsFor}`)} />}
      {request && <RequestSection request={request} names={matter.names} />}
      {transfer && (
        <Section title={t('transfer')}>
          <p>
            {t('transferTo', { name: transfer.account ?? '', organ: transfer.organ })}{' '}
            <Moment at={transfer.at} />
          </p>
        </Section>
      )}
      {matter.terms.length > 0 && (
        <Section title={t('terms')}>
          <TermList terms={matter.terms} />
        </Section>
      )}
      <Content matter={matter} />
      {matter.panels.map((panel) => (
        <PanelSection key={panel.code} panel={panel} />
      ))}
      <PaperSection matterId={matter.id} />
      <Related matter={matter} />
      {!outside && <Diagram matter={matter} />}
      <History matter={matter} />
    </Page>
  );
}

const toneOf = (matter: Matter) => (matter.overdue ? 'late' : matter.final ? 'done' : 'live');

function Content({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const say = useSay();
  const comma = say({ zh: '、', en: ', ' });
  return (
    <Section title={t('content')}>
      <Facts
        facts={[
          { label: t('procedure'), value: matter.procedureTitle },
          { label: t('number'), value: matter.number },
          { label: t('phase'), value: t(`phase_${matter.phase}`) },
          { label: t('organ'), value: matter.organ.name },
          matter.subjects.length > 0 && {
            label: t('subject'),
            value: matter.subjects.map(({ kind, id, name }, i) => {
              const To = kind === 'unit' ? UnitLink : PersonLink;
              return (
                <span key={id}>
                  {i > 0 && comma}
                  {matter.outside || name === null ? (name ?? '—') : <To id={id}>{name}</To>}
                </span>
              );
            }),
          },
          {
            label: t('due'),
            value: <Due day={matter.dueOn} done={matter.final} provisional={matter.provisional} />,
          },
          { label: t('opened'), value: <Moment at={matter.openedAt} /> },
          matter.rules.length > 0 && {
            label: t('rules'),
            value: <RuleLinks rules={matter.rules} />,
            wide: true,
          },
          ...matter.parties.map((party) => ({
            label: party.title,
            value: party.members.map((member) => member.name ?? '—').join(comma),
          })),
        ]}
      />
      {matter.forms.map((form, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the forms of a matter keep their order
        <PackFormView key={i} form={form} data={matter.data} names={matter.names} />
      ))}
    </Section>
  );
}

function Related({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const { parent, children } = matter;
  if (!parent && children.length === 0) return null;
  return (
    <Section title={t('related')}>
      {parent && (
        <p>
          {t('parent')} <Link to={`/matters/${parent.id}` as string}>{parent.title}</Link>
        </p>
      )}
      {children.length > 0 && (
        <>
          <h3>{t('children')}</h3>
          <ul className="worklist">
            {children.map((child) => (
              <li key={child.id}>
                <Link to={`/matters/${child.id}` as string}>{child.title}</Link>{' '}
                <small>{child.stateTitle}</small> {child.ended && <small>{t('ended')}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Diagram({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const procedure = useProcedure(matter.procedure, matter.packVersion);
  if (!procedure.data) return null;
  const passed = new Set(
    procedure.data.states
      .filter((state) => matter.steps.some((step) => step.stateTitle === state.title))
      .map((state) => state.code),
  );
  return (
    <Section title={t('diagram')}>
      <ProcedureDiagram procedure={procedure.data} current={matter.state} passed={passed} />
    </Section>
  );
}

function History({ matter }: { matter: Matter }) {
  const t = useText(texts);
  return (
    <Section title={t('steps')}>
      {matter.steps.length === 0 ? (
        <EmptyState />
      ) : (
        <TimeLine
          label={t('steps')}
          entries={matter.steps.map((step, i) => ({
            key: `${i} ${step.action}`,
            when: <Moment at={step.at} />,
            title: `${step.title} → ${step.stateTitle}`,
            about: t('by', { name: step.account ?? t('system') }),
            body: step.reason,
          }))}
        />
      )}
    </Section>
  );
}

function Actions({ matter }: { matter: Matter }) {
  const act = useAct();
  const titleOf = (code: string) => matter.actions.find((action) => action.code === code)?.title;
  const [handOver, recuse] = [titleOf(HAND_OVER), titleOf(RECUSE)];
  return (
    <Space wrap>
      <StepActions
        actions={matter.actions.filter(({ code }) => code !== HAND_OVER && code !== RECUSE)}
        onTake={(action, body) =>
          act.mutateAsync({ params: { id: matter.id, action }, body: { version: matter.version, ...body } })
        }
      />
      {handOver && <HandOver matter={matter} title={handOver} />}
      {recuse && <Recuse matter={matter} title={recuse} />}
    </Space>
  );
}
