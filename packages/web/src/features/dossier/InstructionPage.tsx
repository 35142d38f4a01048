import { App, Button } from 'antd';
import { Day, Due } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { UnitLink } from '../../kit/links.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { CarriedOut, FollowUpState } from './FollowUpState.tsx';
import { type Instruction, useInstruction, useOpenFollowUps } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';
import './dossier.css';

/** One instruction: what was said, and how each unit carries it out. */
export default function InstructionPage() {
  const instruction = useInstruction(usePathParam('id'));
  return <Loaded read={instruction}>{(data) => <InstructionView instruction={data} />}</Loaded>;
}

function InstructionView({ instruction }: { instruction: Instruction }) {
  const t = useText(texts);
  const { message } = App.useApp();
  const openLater = useOpenFollowUps();
  const params = { id: instruction.id };
  return (
    <Page
      title={instruction.title}
      description={<CarriedOut followUps={instruction.followUps} />}
      breadcrumbs={[{ title: t('instructions'), to: '/instructions' }, { title: instruction.title }]}
      actions={
        <>
          {instruction.allowed.includes('openFollowUps') && (
            <Button
              loading={openLater.isPending}
              onClick={() =>
                openLater.mutate(
                  { params },
                  { onSuccess: ({ opened }) => void message.info(t('openedLater', { count: opened })) },
                )
              }
            >
              {t('openLater')}
            </Button>
          )}
          <PrintAction />
        </>
      }
    >
      <ProblemAlert problem={openLater.error} />
      <Section title={t('instruction')}>
        <Facts
          facts={[
            { label: t('item'), value: instruction.itemTitle },
            { label: t('issuer'), value: instruction.issuer },
            { label: t('issuedOn'), value: <Day day={instruction.issuedOn} /> },
            { label: t('due'), value: <Day day={instruction.dueOn} /> },
            {
              label: t('scope'),
              value:
                instruction.industry?.title ??
                (instruction.unit && <UnitLink id={instruction.unit.id}>{instruction.unit.name}</UnitLink>),
              wide: true,
            },
            { label: t('content'), value: instruction.content, wide: true },
            { label: t('requirement'), value: instruction.requirement, wide: true },
          ]}
        />
      </Section>
      <Section title={t('followUps')}>
        <DataTable
          id="follow-ups"
          caption={t('followUps')}
          bare
          rows={instruction.followUps}
          rowKey={(row) => row.matterId}
          open={(row) => `/follow-ups/${row.matterId}`}
          rowTone={(row) => (row.overdue ? 'late' : undefined)}
          columns={[
            { key: 'unit', title: t('unit'), render: (row) => row.unit.name },
            {
              key: 'state',
              title: t('state'),
              render: (row) => <FollowUpState followUp={row} />,
              nowrap: true,
            },
            { key: 'due', title: t('due'), render: (row) => <Due day={row.dueOn} done={row.ended} /> },
            { key: 'progress', title: t('progress'), render: (row) => row.progress ?? t('noReport') },
          ]}
        />
      </Section>
    </Page>
  );
}
