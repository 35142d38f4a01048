import { Alert } from 'antd';
import { Day, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type SlipWhole, useSlip } from './reading.api.ts';
import { texts } from './reading.texts.ts';
import { StepLine } from './StepLine.tsx';
import { useStep } from './steps.api.ts';

/** One reading slip: who reads what, why and until when, who decided, what was done. */
export default function SlipPage() {
  const slip = useSlip(usePathParam('id'));
  return <Loaded read={slip}>{(data) => <SlipView slip={data} />}</Loaded>;
}

function SlipView({ slip }: { slip: SlipWhole }) {
  const t = useText(texts);
  const take = useStep(slip.matterId, slip.version);
  const SubjectLink = slip.subject.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <Page
      title={slip.number ?? t('slip')}
      tag={<StatusTag title={slip.stateTitle} tone={slip.inForce ? 'live' : 'plain'} />}
      breadcrumbs={[{ title: t('slips'), to: '/reading-slips' }, { title: slip.number ?? t('slip') }]}
      actions={
        <>
          <StepActions actions={slip.actions} onTake={take} />
          <PrintAction />
        </>
      }
    >
      {slip.waitsForOther && <Alert type="info" showIcon title={t('waitsForOther')} className="page-note" />}
      <Section title={t('slip')}>
        <Facts
          facts={[
            {
              label: t('subject'),
              value: <SubjectLink id={slip.subject.id}>{slip.subject.name}</SubjectLink>,
            },
            { label: t('reader'), value: slip.reader },
            { label: t('purpose'), value: slip.purposeTitle },
            { label: t('until'), value: <Day day={slip.until} /> },
            { label: t('explanation'), value: slip.explanation, wide: true },
            {
              label: t('items'),
              value: slip.items.map((item) => item.title).join(comma()) || t('allItems'),
              wide: true,
            },
            { label: t('requestedAt'), value: <Moment at={slip.requestedAt} /> },
            { label: t('grantedBy'), value: slip.grantedBy },
            { label: t('grantedAt'), value: <Moment at={slip.grantedAt} /> },
            { label: t('openedAt'), value: <Moment at={slip.openedAt} /> },
            { label: t('endedAt'), value: <Moment at={slip.endedAt} /> },
          ]}
        />
      </Section>
      <Section title={t('steps')}>
        <StepLine steps={slip.steps} />
      </Section>
    </Page>
  );
}
