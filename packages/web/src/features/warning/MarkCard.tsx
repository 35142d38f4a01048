import type { Mark } from '@plumbline/contract/warning';
import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { useText } from '../../lib/texts.ts';
import { texts } from './level.texts.ts';

/** One warning on the board: whom it concerns, until when, who answers for it, why, and on what it rests. */
export function MarkCard({ mark }: { mark: Mark }) {
  const t = useText(texts);
  return (
    <article className={mark.overdue ? 'level-card late' : 'level-card'}>
      <p>
        <Link to={`/matters/${mark.id}` as string}>
          <strong>{mark.subject ?? '—'}</strong> {mark.number}
        </Link>
      </p>
      <p>{[mark.unit, mark.post].filter(Boolean).join(' · ')}</p>
      <p>
        {mark.stateTitle} · {t('untilDay')} <Day day={mark.untilOn} /> ·{' '}
        {t('responsible', { name: mark.owner ?? '—' })}
      </p>
      <ul>
        {mark.why.map((row) => (
          <li key={row.row}>
            {row.because.join(t('join'))} <small>{row.source}</small>
          </li>
        ))}
        <li>
          <FactLinks mark={mark} />
        </li>
      </ul>
    </article>
  );
}

/** Entries relied on, each leading to where it can be read; what counts no more says so. */
export function FactLinks({ mark }: { mark: Pick<Mark, 'facts' | 'subjectId'> }) {
  const t = useText(texts);
  return (
    <>
      {mark.facts.map((fact, i) => (
        <span key={fact.id}>
          {i > 0 && t('join')}
          {fact.title === null ? (
            t('notShown')
          ) : (
            <Link to={`/dossiers/${mark.subjectId}?material=${fact.id}` as string}>{fact.title}</Link>
          )}
          {!fact.stands && <em className="late-word"> {t('gone')}</em>}
        </span>
      ))}
    </>
  );
}
