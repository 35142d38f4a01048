import { Link } from '@tanstack/react-router';
import { Day, Due } from '../../kit/Day.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import type { Instruction } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';

/** Instructions on a unit and on its industry, with the unit's own follow-up. */
export function InstructionLines({ instructions }: { instructions: readonly Instruction[] }) {
  const t = useText(texts);
  if (instructions.length === 0) return <p className="absent">{t('noneOnUnit')}</p>;
  return (
    <DataTable
      id="unit-instructions"
      caption={t('instructions')}
      bare
      rows={instructions}
      rowKey={(row) => row.id}
      open={(row) => `/instructions/${row.id}`}
      rowTone={(row) => (row.followUps.some((step) => step.overdue) ? 'late' : undefined)}
      columns={[
        { key: 'title', title: t('title'), render: (row) => row.title },
        { key: 'item', title: t('item'), render: (row) => row.itemTitle },
        { key: 'issuedOn', title: t('issuedOn'), render: (row) => <Day day={row.issuedOn} />, nowrap: true },
        { key: 'scope', title: t('scope'), render: (row) => row.industry?.title ?? t('scopeUnit') },
        {
          key: 'followUp',
          title: t('followUps'),
          render: (row) =>
            row.followUps.map((followUp) => (
              <span key={followUp.matterId} className="follow-line">
                <Link to={`/follow-ups/${followUp.matterId}`}>{followUp.stateTitle}</Link>{' '}
                <Due day={followUp.dueOn} done={followUp.ended} />
                <br />
                <small>{followUp.progress ?? t('noReport')}</small>
              </span>
            )),
        },
      ]}
    />
  );
}
