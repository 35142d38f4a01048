import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { FaultList } from '../../kit/FaultList.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { semicolon } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { FixRow } from './FixRow.tsx';
import { type Row, type Sheet, useFixRow } from './submission.api.ts';
import './submission.css';
import { texts } from './texts.ts';

/** Below a row: what is wrong and what to write, candidates to pick, near-identical texts, why it came back. */
export function RowDetail({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const fix = useFixRow();
  const mayEdit = sheet.allowed.includes('edit');
  const params = { id: sheet.id, row: String(row.rowNo) } as never;
  return (
    <div className="row-more">
      {fix.error && <ProblemAlert problem={fix.error} />}
      {row.faults.length > 0 && (
        <div className="late">
          <FaultList faults={row.faults} />
        </div>
      )}
      {row.returnReason && (
        <p className="late">
          {t('returned')}: {row.returnReason}
        </p>
      )}
      {mayEdit && row.state !== 'excluded' && row.candidates.length > 0 && (
        <Candidates
          row={row}
          busy={fix.isPending}
          onPick={(pick) => fix.mutate({ params, body: { pick } })}
        />
      )}
      {row.twins.length > 0 && <Twins row={row} />}
      <div className="row-foot">
        <Written sheet={sheet} row={row} />
        {mayEdit && (
          <span>
            <FixRow sheet={sheet} row={row} />{' '}
            <Button
              size="small"
              loading={fix.isPending}
              onClick={() => fix.mutate({ params, body: { excluded: row.state !== 'excluded' } })}
            >
              {row.state === 'excluded' ? t('include') : t('exclude')}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

interface CandidatesProps {
  row: Row;
  busy: boolean;
  onPick: (id: string) => void;
}

/** Whom the row may mean, with what tells them apart. With one settled already the others stay folded. */
function Candidates({ row, busy, onPick }: CandidatesProps) {
  const t = useText(texts);
  // A row without a unit may mean the one that was found: picking it fills the unit in.
  const lacksUnit = (row.state === 'wrong' || row.state === 'ambiguous') && !row.cells.unit;
  const others = row.candidates.filter((candidate) => lacksUnit || candidate.id !== row.subject?.id);
  if (others.length === 0) return null;
  const list = (
    <ul className="plain-list">
      {others.map((candidate) => {
        const name = [candidate.name, candidate.unit, candidate.post].filter(Boolean).join(' ');
        const pick = candidate.kind === 'unit' ? t('pickUnit') : t('pick');
        return (
          <li key={candidate.id}>
            <span className="grow">
              {name}{' '}
              <small>
                {t('why')}: {candidate.reasons.map((reason) => reason.text).join(semicolon())}
              </small>
            </span>
            <Button
              size="small"
              loading={busy}
              aria-label={`${pick}: ${name}`}
              onClick={() => onPick(candidate.id)}
            >
              {pick}
            </Button>
          </li>
        );
      })}
    </ul>
  );
  if (row.state === 'ambiguous' || row.state === 'wrong')
    return (
      <div>
        <b>
          {row.faults.some((fault) => fault.code === 'person.unknown')
            ? t('pickUnitInstead')
            : t('pickOne', { count: others.length })}
        </b>
        {lacksUnit && <p className="absent">{t('pickFillsUnit')}</p>}
        {list}
      </div>
    );
  return (
    <details>
      <summary>{t('others', { count: others.length })}</summary>
      {list}
    </details>
  );
}

/** What reads the same or almost, with its text; what concerns somebody else is folded, the words may be a habit. */
function Twins({ row }: { row: Row }) {
  const t = useText(texts);
  const identical = row.twins.filter((twin) => twin.identical);
  const same = row.twins.filter((twin) => twin.sameSubject && !twin.identical);
  const others = row.twins.filter((twin) => !twin.sameSubject);
  return (
    <div>
      {identical.length > 0 && (
        <>
          <b>{t('identical')}</b>
          <TwinList twins={identical} />
        </>
      )}
      {same.length > 0 && (
        <>
          <b>{t('twins')}</b>
          <TwinList twins={same} />
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t('otherTwins', { count: others.length })}</summary>
          <TwinList twins={others} />
        </details>
      )}
    </div>
  );
}

function TwinList({ twins }: { twins: Row['twins'] }) {
  const t = useText(texts);
  const readsClues = useMay('clue.read');
  return (
    <ul className="plain-list">
      {twins.map((twin) => {
        const place = t(`twin.${twin.where}`, {
          row: twin.sourceRow ?? '',
          period: twin.period ?? '',
          number: twin.number ?? t('waits'),
        });
        const to =
          twin.clueId && readsClues
            ? `/clues/${twin.clueId}`
            : twin.where === 'earlier' && twin.submissionId
              ? `/submissions/${twin.submissionId}`
              : undefined;
        return (
          <li key={`${twin.where}${twin.submissionId}${twin.rowNo}${twin.clueId}`}>
            <span className="grow">
              {to ? <Link to={to}>{place}</Link> : place} {twin.title}{' '}
              {!twin.identical && (
                <small>
                  {t('alike', { percent: Math.min(99, Math.round(twin.similarity * 100)) })}
                  {twin.sameSubject ? ` · ${t('sameSubject')}` : ''}
                </small>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The row as the body wrote it, cell by cell. */
function Written({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const cells = sheet.columns.filter((column) => row.cells[column.code]);
  if (row.state === 'accepted' && cells.length === 0) return <p className="absent">{t('destroyed')}</p>;
  return (
    <details>
      <summary>
        {t('written')}
        {row.state === 'excluded' ? (
          <small> {t('leftOut')}</small>
        ) : (
          row.edited && <small> {t('edited')}</small>
        )}
      </summary>
      <dl className="facts facts-2">
        {cells.map((column) => (
          <div key={column.code}>
            <dt>{column.label}</dt>
            <dd>{row.cells[column.code]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
