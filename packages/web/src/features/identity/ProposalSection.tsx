import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useGrantWrites, useProposals } from './identity.api.ts';
import { Days } from './parts/states.tsx';
import { texts } from './texts.ts';

/** Roles that imported accounts ask for. Nothing is shown when none waits. */
export function ProposalSection() {
  const t = useText(texts);
  const proposals = useProposals();
  const { decide } = useGrantWrites();
  const [chosen, setChosen] = useState<string[]>([]);
  const rows = rowsOf(proposals);
  if (rows.length === 0) return null;
  // What was decided elsewhere in the meantime is no longer chosen.
  const ids = chosen.filter((id) => rows.some((row) => row.id === id));
  const send = (decision: 'grant' | 'refuse') => async (basis: string) => {
    await decide({ body: { ids, decision, basis } });
    setChosen([]);
  };
  const button = { disabled: ids.length === 0 };
  return (
    <Section
      title={t('proposals')}
      actions={
        <>
          <ConfirmAction
            label={t('refuse')}
            reason="required"
            danger
            button={button}
            onConfirm={send('refuse')}
          >
            {t('decideAbout', { count: ids.length })}
          </ConfirmAction>
          <ConfirmAction
            label={t('grantChosen')}
            reason="required"
            reasonLabel={t('basis')}
            button={{ ...button, type: 'primary' }}
            onConfirm={send('grant')}
          >
            {t('decideAbout', { count: ids.length })}
          </ConfirmAction>
        </>
      }
    >
      <p>{t('proposalsAbout')}</p>
      <DataTable
        id="grant-proposals"
        caption={t('proposals')}
        bare
        pages={proposals}
        rowKey={(row) => row.id}
        selection={{ keys: ids, onChange: setChosen, label: (row) => `${row.username} ${row.roleTitle}` }}
        columns={[
          {
            key: 'account',
            title: t('account'),
            render: (row) => (
              <>
                {row.username} <small>{row.name}</small>
              </>
            ),
          },
          { key: 'role', title: t('role'), render: (row) => row.roleTitle },
          { key: 'place', title: t('place'), render: (row) => row.organ?.name ?? row.unit?.name ?? '' },
          {
            key: 'days',
            title: t('days'),
            render: (row) => <Days from={row.from} to={row.to} />,
            nowrap: true,
          },
          {
            key: 'by',
            title: t('proposedBy'),
            render: (row) => (
              <>
                {row.proposedBy} <Moment at={row.proposedAt} />
              </>
            ),
            nowrap: true,
          },
        ]}
      />
    </Section>
  );
}
