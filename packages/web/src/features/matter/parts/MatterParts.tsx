import { Link } from '@tanstack/react-router';
import { Alert, Button, Space } from 'antd';
import { Due, Moment } from '../../../kit/Day.tsx';
import { Section } from '../../../kit/Page.tsx';
import { PackFormView } from '../../../kit/pack-form/PackFormView.tsx';
import { StepActions } from '../../../kit/pack-form/StepActions.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { TimeLine } from '../../../kit/TimeLine.tsx';
import { useSay } from '../../../lib/language.ts';
import { useText } from '../../../lib/texts.ts';
import { type Matter, useAct, useProcedure } from '../matter.api.ts';
import { PanelSection } from '../PanelSection.tsx';
import { PaperSection } from '../PaperSection.tsx';
import { ProcedureDiagram } from '../ProcedureDiagram.tsx';
import { RequestSection } from '../RequestSection.tsx';
import { HandOver, Recuse } from '../StaffActions.tsx';
import { partsOf } from '../said-before.ts';
import { HAND_OVER, RECUSE } from '../staffing.ts';
import { TermList } from '../TermList.tsx';
import { texts } from '../texts.ts';

/** Where a matter stands: what it waits for, and the terms that run. */
export function MatterStanding({ matter }: { matter: Matter }) {
  const t = useText(texts);
  const { outside, request, transfer } = matter;
  return (
    <>
      {outside && <Alert type="info" title={t('outside')} />}
      {matter.waitsFor && !outside && <Alert type="warning" title={t(`waits_${matter.waitsFor}`)} />}
      {matter.turns.length + matter.unmet.length > 0 && <Turns {...matter} />}
      {request && <RequestSection request={request} matter={matter} />}
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
    </>
  );
}

/** So many steps that wait for something are shown at once. */
const FEW = 3;

/** By which steps it goes on from here and who may take them, and what others still wait for. */
function Turns({ turns, unmet }: Pick<Matter, 'turns' | 'unmet'>) {
  const t = useText(texts);
  const say = useSay();
  return (
    <Section title={t('turns')}>
      <ul className="worklist">
        {turns.map(({ title, by }) => (
          <li key={title}>
            {title} <small>{by.join(say({ zh: '；', en: '; ' }))}</small>
          </li>
        ))}
      </ul>
      {unmet.length > 0 && (
        <details open={unmet.length <= FEW}>
          <summary>{t('unmet', { count: unmet.length })}</summary>
          <ul className="worklist">
            {unmet.map(({ title, why }) => (
              <li key={title}>
                {title} <small>{why}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** The forms filled so far, from the one at this place on. */
export function MatterForms({ matter, from = 0 }: { matter: Matter; from?: number }) {
  return matter.forms.slice(from).map((form, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the forms of a matter keep their order
    <PackFormView key={i} form={form} data={matter.said[from + i] ?? {}} names={matter.names} />
  ));
}

/** How a matter is worked on: panels, papers, related matters, the picture of its way, what was done. */
export function MatterWork({ matter }: { matter: Matter }) {
  return (
    <>
      {matter.panels.map((panel) => (
        <PanelSection key={panel.code} panel={panel} />
      ))}
      <PaperSection matterId={matter.id} />
      <Related matter={matter} />
      {!matter.outside && <Diagram matter={matter} />}
      <History matter={matter} />
    </>
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
                <small>{child.stateTitle}</small> {child.ended && <small>{t('ended')}</small>}{' '}
                {child.dueOn && <Due day={child.dueOn} done={false} provisional={false} />}
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

/** What a step answers: fields said before, as far as this account reads them. */
export function SaidBefore({ matter, fields }: { matter: Matter; fields: readonly string[] }) {
  const parts = partsOf(matter, fields);
  if (parts.length === 0) return null;
  return (
    <div className="said-before">
      {parts.map(({ form, data }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the forms of a matter keep their order
        <PackFormView key={i} form={form} data={data} names={matter.names} />
      ))}
    </div>
  );
}

interface ActionsProps {
  matter: Matter;
  /** Steps that the page offers in a way of its own. */
  except?: readonly string[];
  /** What else the page shows of the matter, to be read anew after a step. */
  outdates?: Parameters<typeof useAct>[0];
}

/** What the caller may do next, as buttons. */
export function MatterActions({ matter, except = [], outdates }: ActionsProps) {
  const act = useAct(outdates);
  const titleOf = (code: string) => matter.actions.find((action) => action.code === code)?.title;
  const [handOver, recuse] = [titleOf(HAND_OVER), titleOf(RECUSE)];
  return (
    <Space wrap>
      {matter.actions
        .filter(({ code, drafted }) => drafted && !except.includes(code))
        .map(({ code, title }) => (
          <Link key={code} to={`/matters/${matter.id}/fill/${code}` as string}>
            <Button type="primary">{title}</Button>
          </Link>
        ))}
      <StepActions
        matterId={matter.id}
        subjectId={matter.subjectId ?? undefined}
        actions={matter.actions
          .filter(({ code, drafted }) => !drafted && ![HAND_OVER, RECUSE, ...except].includes(code))
          .map((action) => ({ ...action, above: <SaidBefore matter={matter} fields={action.beside} /> }))}
        onTake={(action, body) =>
          act.mutateAsync({ params: { id: matter.id, action }, body: { version: matter.version, ...body } })
        }
      />
      {handOver && <HandOver matter={matter} title={handOver} />}
      {recuse && <Recuse matter={matter} title={recuse} />}
    </Space>
  );
}
