import { Button } from 'antd';
import { useText } from '../../lib/texts.ts';
import { FixRow } from './FixRow.tsx';
import { type Row, type Sheet, useFixRow } from './submission.api.ts';
import { texts } from './texts.ts';

/** Below a row that needs a decision: faults with what to write, candidates to pick, near-identical texts. */
export function RowDetail({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const fix = useFixRow();
  const mayEdit = sheet.allowed.includes('edit');
  const params = { id: sheet.id, row: String(row.rowNo) } as never;
  const twins = row.twins;
  if (row.faults.length === 0 && row.state !== 'ambiguous' && twins.length === 0 && !row.returnReason)
    return null;
  return (
    <div className="row-detail">
      {row.faults.length > 0 && (
        <ul>
          {row.faults.map((fault) => (
            <li key={`${fault.code}${fault.column ?? ''}`} className="late">
              {fault.column && <strong>{fault.column} </strong>}
              {fault.detail}
            </li>
          ))}
        </ul>
      )}
      {row.returnReason && (
        <p className="late">
          {t('returned')}: {row.returnReason}
        </p>
      )}
      {mayEdit && row.candidates.length > 0 && (
        <ul>
          {row.candidates.map((candidate) => (
            <li key={candidate.id}>
              {candidate.name} {candidate.unit} {candidate.post}{' '}
              <small>
                {t('why')}: {candidate.reasons.map((reason) => reason.text).join('；')}
              </small>{' '}
              <Button
                size="small"
                loading={fix.isPending}
                onClick={() => fix.mutate({ params, body: { pick: candidate.id } })}
              >
                {t('pick')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {twins.length > 0 && (
        <p>
          {t('twins')}:{' '}
          {twins
            .map((twin) =>
              t(`twin.${twin.where}`, {
                row: twin.rowNo ?? '',
                period: twin.period ?? '',
                number: twin.number ?? '',
              }),
            )
            .join('；')}
        </p>
      )}
      {mayEdit && (
        <>
          <FixRow sheet={sheet} row={row} />{' '}
          <Button
            size="small"
            loading={fix.isPending}
            onClick={() => fix.mutate({ params, body: { excluded: row.state !== 'excluded' } })}
          >
            {row.state === 'excluded' ? t('include') : t('exclude')}
          </Button>
        </>
      )}
    </div>
  );
}
