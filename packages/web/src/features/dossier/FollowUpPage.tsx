import { Link } from '@tanstack/react-router';
import { Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PackFormView } from '../../kit/pack-form/PackFormView.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { FollowUpState } from './FollowUpState.tsx';
import { type FollowUpWhole, useFollowUp } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';
import { StepLine } from './StepLine.tsx';
import { useStep } from './steps.api.ts';

/** How one unit carries an instruction out: it reports here, and is reminded, sent back or released here. */
export default function FollowUpPage() {
  const followUp = useFollowUp(usePathParam('id'));
  return <Loaded read={followUp}>{(data) => <FollowUpView followUp={data} />}</Loaded>;
}

function FollowUpView({ followUp }: { followUp: FollowUpWhole }) {
  const t = useText(texts);
  const take = useStep(followUp.matterId, followUp.version);
  const mayLedger = useMay('dossier.read');
  return (
    <Page
      title={followUp.title}
      windowTitle={t('followUp')}
      tag={<FollowUpState followUp={followUp} />}
      breadcrumbs={[
        mayLedger
          ? { title: t('instructions'), to: '/instructions' }
          : { title: t('mine'), to: '/follow-ups' },
        { title: followUp.unit.name },
      ]}
      actions={<StepActions actions={followUp.actions} onTake={take} />}
    >
      <Section title={t('followUp')}>
        <Facts
          facts={[
            { label: t('unit'), value: <UnitLink id={followUp.unit.id}>{followUp.unit.name}</UnitLink> },
            { label: t('due'), value: <Due day={followUp.dueOn} done={followUp.ended} /> },
            { label: t('requirement'), value: followUp.requirement, wide: true },
            mayLedger && {
              label: t('instruction'),
              value: <Link to={`/instructions/${followUp.instructionId}`}>{t('toInstruction')}</Link>,
            },
            { label: t('issuedOn'), value: <Moment at={followUp.openedAt} /> },
          ]}
        />
      </Section>
      <Section title={t('steps')}>
        <StepLine
          steps={followUp.steps}
          body={({ report }) => report && <PackFormView form={report.schema} data={report.data} lists={{}} />}
        />
      </Section>
    </Page>
  );
}
