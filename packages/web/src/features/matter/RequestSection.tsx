import { Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Section } from '../../kit/Page.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { DraftPaper } from './DraftPaper.tsx';
import type { Matter } from './matter.api.ts';
import './matter.css';
import { texts } from './texts.ts';

/** The verb of the platform by which a request is approved. */
const APPROVE = 'approval.approve';

type Request = NonNullable<Matter['request']>;
type Approver = Request['steps'][number]['approvals'][number];

/** What was asked for, and where in its chain it waits. */
export function RequestSection({ request, matter }: { request: Request; matter: Matter }) {
  const t = useText(texts);
  const first = request.steps.findIndex((step) => step.approvals.some((one) => !one.approved));
  return (
    <Section title={t('request')}>
      <Facts
        facts={[
          { label: t('step'), value: request.title },
          { label: t('authority'), value: request.authority },
          { label: t('opened'), value: <Moment at={request.at} /> },
          { label: t('who'), value: request.account },
          ...(request.reason ? [{ label: t('reason'), value: request.reason, wide: true }] : []),
        ]}
      />
      {request.form && request.data && (
        <PackFormView form={request.form} data={request.data} names={matter.names} />
      )}
      <ol className="chain">
        {request.steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a chain keep their order
          <li key={i}>
            {step.title}
            <ul>
              {step.approvals.map((approver, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: so do the seats of a step
                <li key={k}>
                  {approver.organ} <Answer approver={approver} turn={i === first} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {request.document && (
        <DraftPaper matterId={matter.id} title={request.document} shown={matter.allowed.includes(APPROVE)} />
      )}
    </Section>
  );
}

function Answer({ approver, turn }: { approver: Approver; turn: boolean }) {
  const t = useText(texts);
  const say = useSay();
  const { approved, waitsFor } = approver;
  if (approved) {
    const name = approved.account ?? '';
    return (
      <>
        {approved.forAccount
          ? t('approvedFor', { name, other: approved.forAccount })
          : t('approvedBy', { name })}{' '}
        <Moment at={approved.at} />
      </>
    );
  }
  if (!turn) return <span className="absent">{t('notYet')}</span>;
  if (waitsFor.length === 0) return <strong>{t('nobody')}</strong>;
  return <>{t('waitsFor', { names: waitsFor.join(say({ zh: '、', en: ', ' })) })}</>;
}
