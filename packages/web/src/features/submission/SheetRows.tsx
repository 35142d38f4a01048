import { wrongRowsWorkbook } from '@plumbline/contract/submission-rows';
import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { semicolon } from '../../lib/language.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { ReturnRows } from './ReturnRows.tsx';
import { RowDetail } from './RowDetail.tsx';
import { type Row, type RowState, type Sheet, useExclude, useRows } from './submission.api.ts';
import { ROW_TONES, rowKey, sameAs } from './submission.format.ts';
import { texts } from './texts.ts';

const STATES: readonly RowState[] = ['wrong', 'ambiguous', 'ready', 'excluded', 'accepted', 'returned'];
const UNCERTAIN = 'uncertain';

interface Props {
  sheet: Sheet;
  /** Rows ticked to go back; the sheet can't be accepted over them. */
  ticked: readonly string[];
  onTick: (rows: readonly string[]) => void;
}

/** Every row: what it becomes, whom it means and why, what is wrong and how to mend it. */
export function SheetRows({ sheet, ticked, onTick }: Props) {
  const t = useText(texts);
  const [{ state }, change] = useUrlState<'state'>();
  const rows = useRows(sheet.id, state === UNCERTAIN ? { uncertain: 'true' } : { state });
  const mayReturn = sheet.allowed.includes('return-rows');
  return (
    <Section
      title={t('eachRow')}
      actions={
        <>
          {sheet.allowed.includes('edit') && <WrongRows sheet={sheet} />}
          {mayReturn && ticked.length > 0 && (
            <ReturnRows sheet={sheet} rows={ticked.map(Number)} onDone={() => onTick([])} />
          )}
        </>
      }
    >
      {mayReturn && <p className="page-about">{t('returnHint')}</p>}
      <DataTable<Row>
        id="submission-rows"
        caption={t('rows')}
        pages={rows}
        rowKey={(row) => String(row.rowNo)}
        rowTone={(row) => (row.state === 'wrong' ? 'late' : row.state === 'excluded' ? 'quiet' : undefined)}
        {...(mayReturn
          ? {
              selection: {
                keys: ticked,
                onChange: onTick,
                disabled: (row: Row) => row.state !== 'ready',
                label: (row: Row) => `${t('row')} ${row.sourceRow}`,
              },
            }
          : {})}
        filters={
          <Segmented
            aria-label={t('state')}
            value={state ?? ''}
            onChange={(value) => change({ state: value || undefined })}
            options={[
              { value: '', label: `${t('filterAll')} ${sheet.counts.total}` },
              ...STATES.filter((name) => sheet.counts[name] > 0).map((name) => ({
                value: name as string,
                label: `${t(rowKey(sheet, name))} ${sheet.counts[name]}`,
              })),
              ...(sheet.counts.uncertain > 0
                ? [{ value: UNCERTAIN, label: `${t('uncertain')} ${sheet.counts.uncertain}` }]
                : []),
            ]}
          />
        }
        columns={columnsOf(t, sheet)}
        detail={(row) => <RowDetail sheet={sheet} row={row} />}
      />
    </Section>
  );
}

type Key = NonNullable<(typeof texts)['keys']>;

const columnsOf = (t: Say<Key>, sheet: Sheet): Column<Row>[] => [
  { key: 'row', title: t('row'), render: (row) => row.sourceRow, align: 'end', width: '4rem' },
  {
    key: 'state',
    title: t('state'),
    render: (row) => <StatusTag title={t(rowKey(sheet, row.state))} tone={ROW_TONES[row.state]} />,
    nowrap: true,
  },
  { key: 'subject', title: t('subjectWhy'), render: (row) => <Subject row={row} /> },
  {
    key: 'becomes',
    title: t('becomes'),
    render: ({ becomes }) =>
      becomes ? (
        <>
          {becomes.classTitle} · {becomes.subTypeTitle}{' '}
          <small>
            {t(becomes.polarity)} · {becomes.sourceTitle} · <Day day={becomes.occurredOn} />
          </small>
        </>
      ) : (
        <span className="absent">{t('becomesNothing')}</span>
      ),
  },
  { key: 'title', title: t('summary'), render: (row) => <Summary row={row} /> },
  {
    key: 'number',
    title: t('number'),
    render: (row) => (row.clueId ? <Link to={`/clues/${row.clueId}`}>{row.number ?? t('waits')}</Link> : '—'),
    nowrap: true,
  },
];

/** What the row says, and whether it was said before in the same words. */
function Summary({ row }: { row: Row }) {
  const t = useText(texts);
  const twin = sameAs(row);
  const known = twin?.where === 'file' ? 'file' : twin?.accepted ? 'accepted' : twin?.where;
  return (
    <>
      {row.cells.title ?? '—'}
      {twin && (
        <>
          <br />
          <StatusTag
            title={t(`same.${known!}`, {
              number: twin.number ?? t('waits'),
              period: twin.period ?? '',
              row: twin.sourceRow ?? '',
            })}
            tone="care"
          />
        </>
      )}
    </>
  );
}

/** Whom the row means and what made us think so. */
function Subject({ row }: { row: Row }) {
  const t = useText(texts);
  if (!row.subject)
    return <span>{[row.cells.name, row.cells.unit, row.cells.post].filter(Boolean).join(' ') || '—'}</span>;
  return (
    <span>
      {row.subject.name} <small>{[row.subject.unit, row.subject.post].filter(Boolean).join(' ')}</small>
      <br />
      <small>{row.subject.reasons.map((reason) => reason.text).join(semicolon())}</small>
      {row.subject.certainty !== 'certain' && (row.state === 'ready' || row.state === 'accepted') && (
        <>
          {' '}
          <StatusTag title={t('uncertain')} tone="care" />
        </>
      )}
    </span>
  );
}

/** All wrong rows at once: to a workbook that says what to mend, out of the sheet, or in again. */
function WrongRows({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const exclude = useExclude();
  const { wrong, ambiguous, excludedWrong } = sheet.counts;
  const leaveOut = (excluded: boolean) =>
    exclude.mutateAsync({ params: { id: sheet.id }, body: { state: 'wrong', excluded } });
  return (
    <>
      {wrong + ambiguous > 0 && (
        <SaveFile label={t('wrongRows')} route={wrongRowsWorkbook} asked={{ params: { id: sheet.id } }} />
      )}
      {wrong > 0 && (
        <ConfirmAction label={t('excludeWrong')} button={{ size: 'small' }} onConfirm={() => leaveOut(true)}>
          <p>{t('excludeWrongAbout', { count: wrong })}</p>
        </ConfirmAction>
      )}
      {excludedWrong > 0 && (
        <ConfirmAction
          label={t('includeWrong', { count: excludedWrong })}
          button={{ size: 'small' }}
          onConfirm={() => leaveOut(false)}
        >
          <p>{t('includeWrongAbout', { count: excludedWrong })}</p>
        </ConfirmAction>
      )}
    </>
  );
}
