import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag, type Tone } from '../../kit/StatusTag.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { RowDetail } from './RowDetail.tsx';
import {
  type Row,
  type RowState,
  type Sheet,
  useExclude,
  useReturnRows,
  useRows,
  wrongRowsAddress,
} from './submission.api.ts';
import { texts } from './texts.ts';

const STATES: readonly RowState[] = ['ready', 'wrong', 'ambiguous', 'excluded', 'accepted', 'returned'];
const TONES: Record<RowState, Tone> = {
  ready: 'done',
  wrong: 'late',
  ambiguous: 'care',
  excluded: 'quiet',
  accepted: 'done',
  returned: 'late',
};

/** Every row: what it becomes, whom it means and why, what is wrong and how to mend it. */
export function SheetRows({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const [state, change] = useUrlState<'state'>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const rows = useRows(sheet.id, state.state as RowState | undefined);
  const exclude = useExclude();
  const returns = useReturnRows();
  const mayEdit = sheet.allowed.includes('edit');
  const mayReturn = sheet.allowed.includes('return-rows');
  return (
    <Section
      title={t('eachRow')}
      actions={
        <>
          {mayEdit && sheet.counts.wrong > 0 && (
            <>
              <a href={wrongRowsAddress(sheet.id)}>{t('wrongRows')}</a>
              <Button
                size="small"
                onClick={() =>
                  exclude.mutate({ params: { id: sheet.id }, body: { state: 'wrong', excluded: true } })
                }
              >
                {t('excludeWrong')}
              </Button>
            </>
          )}
          {mayReturn && chosen.length > 0 && (
            <ConfirmAction
              label={`${t('returnRows')} (${chosen.length})`}
              reason="required"
              onConfirm={(reason) =>
                returns
                  .mutateAsync({ params: { id: sheet.id }, body: { rows: chosen.map(Number), reason } })
                  .then(() => setChosen([]))
              }
            />
          )}
        </>
      }
    >
      <DataTable<Row>
        id="submission-rows"
        caption={t('rows')}
        pages={rows}
        rowKey={(row) => String(row.rowNo)}
        rowTone={(row) => (row.state === 'wrong' ? 'late' : row.state === 'excluded' ? 'quiet' : undefined)}
        {...(mayReturn
          ? { selection: { keys: chosen, onChange: setChosen, label: (row: Row) => String(row.sourceRow) } }
          : {})}
        filters={
          <Segmented
            value={state.state ?? ''}
            onChange={(value) => change({ state: value || undefined })}
            options={[
              { value: '', label: `${t('filterAll')} ${sheet.counts.total}` },
              ...STATES.filter((name) => sheet.counts[name] > 0).map((name) => ({
                value: name,
                label: `${t(`row.${name}`)} ${sheet.counts[name]}`,
              })),
            ]}
          />
        }
        columns={[
          { key: 'row', title: t('row'), render: (row) => row.sourceRow, align: 'end', width: '4rem' },
          {
            key: 'state',
            title: t('state'),
            render: (row) => <StatusTag title={t(`row.${row.state}`)} tone={TONES[row.state]} />,
            nowrap: true,
          },
          { key: 'subject', title: t('subject'), render: (row) => <Subject row={row} /> },
          {
            key: 'becomes',
            title: t('becomes'),
            render: (row) => (row.becomes ? `${row.becomes.classTitle} · ${row.becomes.subTypeTitle}` : '—'),
          },
          {
            key: 'title',
            title: t('problems'),
            render: (row) => row.becomes?.title ?? row.faults[0]?.detail ?? '',
          },
        ]}
        detail={(row) => <RowDetail sheet={sheet} row={row} />}
      />
    </Section>
  );
}

function Subject({ row }: { row: Row }) {
  const t = useText(texts);
  if (!row.subject) return <span>{row.cells.name ?? row.cells.unit ?? '—'}</span>;
  return (
    <span>
      {row.subject.name} <small>{[row.subject.unit, row.subject.post].filter(Boolean).join(' ')}</small>
      {row.subject.certainty !== 'certain' && <small className="late"> {t('uncertain')}</small>}
    </span>
  );
}
