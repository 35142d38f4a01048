import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useInstructions } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** The ledger of instructions: one on an industry stands once, with the follow-up of each unit. */
export default function InstructionListPage() {
  const t = useText(texts);
  const [url] = useUrlState<'unitId' | 'industry'>();
  const instructions = useInstructions(url);
  return (
    <Page title={t('instructions')} description={t('instructionsAbout')}>
      <DataTable
        id="instructions"
        caption={t('instructions')}
        pages={instructions}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('noInstructions')} />}
        columns={[
          { key: 'title', title: t('instructions'), render: (row) => row.title },
          { key: 'issuer', title: t('issuer'), render: (row) => row.issuer },
          {
            key: 'issuedOn',
            title: t('issuedOn'),
            render: (row) => <Day day={row.issuedOn} />,
            nowrap: true,
          },
          { key: 'scope', title: t('scope'), render: (row) => row.industry?.title ?? row.unit?.name ?? '—' },
          {
            key: 'followUps',
            title: t('followUps'),
            render: (row) =>
              row.followUps.map((step) => (
                <div key={step.matterId}>
                  <Link to={`/matters/${step.matterId}`}>{step.unit.name}</Link>{' '}
                  <small className={step.overdue ? 'late' : undefined}>{step.stateTitle}</small>
                </div>
              )),
          },
        ]}
      />
    </Page>
  );
}
