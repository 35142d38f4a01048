import type { ImportedAccount } from '@plumbline/contract/identity';
import type { Fault } from '@plumbline/contract/problem';
import { Alert } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import type { Preview } from './import.api.ts';
import { faultsByRow, faultsOf, placeOf } from './import.format.ts';
import { texts } from './import.texts.ts';

interface Props {
  preview: Preview;
  onConfirm: () => Promise<unknown>;
}

/** What a workbook would do: every fault by its cell, then every row as it was understood. */
export function ImportPreview({ preview, onConfirm }: Props) {
  const t = useText(texts);
  const { rows, accounts, roles, faults } = preview;
  const ready = faults.length === 0 && accounts > 0;
  return (
    <>
      <Section
        title={t('result')}
        actions={
          ready && (
            <ConfirmAction
              label={t('confirm', { count: accounts })}
              title={t('confirmTitle')}
              button={{ type: 'primary' }}
              onConfirm={onConfirm}
            >
              {t('confirmAbout')}
            </ConfirmAction>
          )
        }
      >
        {faults.length > 0 ? (
          <Alert type="error" showIcon role="alert" title={t('faults', { count: faults.length })} />
        ) : (
          <Facts
            facts={[
              { label: t('accountsToOpen'), value: String(accounts) },
              { label: t('rolesToPropose'), value: String(roles) },
            ]}
          />
        )}
      </Section>
      {faults.length > 0 && <FaultTable faults={faults} />}
      <Section title={t('rows')}>
        <RowTable rows={rows} faults={faults} />
      </Section>
    </>
  );
}

function FaultTable({ faults }: { faults: readonly Fault[] }) {
  const t = useText(texts);
  const rows = faults.map((fault, index) => ({ ...fault, key: String(index) }));
  return (
    <Section title={t('faultTable')}>
      <DataTable
        id="import-faults"
        caption={t('faultTable')}
        bare
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'sheet', title: t('sheet'), render: (row) => row.sheet || '—', nowrap: true },
          { key: 'row', title: t('row'), render: (row) => row.row ?? '—', align: 'end', width: '5rem' },
          { key: 'column', title: t('column'), render: (row) => row.column ?? '—', width: '6rem' },
          { key: 'fault', title: t('fault'), render: (row) => row.detail },
        ]}
      />
    </Section>
  );
}

function RowTable({ rows, faults }: { rows: readonly ImportedAccount[]; faults: readonly Fault[] }) {
  const t = useText(texts);
  const wrong = faultsByRow(faults);
  const columns: Column<ImportedAccount>[] = [
    { key: 'row', title: t('row'), render: (row) => row.row, align: 'end', width: '4rem' },
    { key: 'username', title: t('username'), render: (row) => row.username, nowrap: true },
    { key: 'name', title: t('name'), render: (row) => row.name, nowrap: true },
    { key: 'role', title: t('role'), render: (row) => row.roleTitle ?? '' },
    { key: 'place', title: t('place'), render: placeOf },
    {
      key: 'days',
      title: t('days'),
      render: (row) => row.from && `${row.from} – ${row.to ?? t('noEnd')}`,
      nowrap: true,
    },
    {
      key: 'check',
      title: t('check'),
      render: (row) => {
        const own = faultsOf(wrong, row);
        if (own.length === 0) return <StatusTag title={t('rowReady')} tone="live" />;
        return (
          <>
            <StatusTag title={t('rowWrong')} tone="late" /> {own.map((fault) => fault.detail).join(' ')}
          </>
        );
      },
    },
  ];
  return (
    <DataTable
      id="import-rows"
      caption={t('rows')}
      bare
      rows={rows}
      rowKey={(row) => `${row.sheet}/${row.row}`}
      rowTone={(row) => (faultsOf(wrong, row).length > 0 ? 'late' : undefined)}
      columns={columns}
      empty={<EmptyState title={t('noRows')} />}
    />
  );
}
