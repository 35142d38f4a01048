import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import { CompareClues } from './CompareClues.tsx';
import type { Clue } from './clue.api.ts';
import { MergeClue } from './MergeClue.tsx';
import { texts } from './texts.ts';

/** What reads almost the same, and how often it came: copies are no proof, so that they count as one fact (P3). */
export function SimilarClues({ clue }: { clue: Clue }) {
  const t = useText(texts);
  const { times, sources, copied, more } = clue.repeats;
  const merge = clue.actions.find((action) => action.merges);
  const { mergedInto, merged } = clue;
  return (
    <Section title={t('similar')}>
      {mergedInto && (
        <p>
          {t('mergedInto')}{' '}
          <Link to={`/clues/${mergedInto.id}`}>{mergedInto.number ?? mergedInto.title}</Link>
        </p>
      )}
      {merged.length > 0 && (
        <>
          <p>{t('merged', { count: merged.length })}</p>
          <ul className="worklist">
            {merged.map((repeat) => (
              <li key={repeat.id}>
                {repeat.inSight ? (
                  <Link to={`/clues/${repeat.id}`}>{repeat.number ?? repeat.title}</Link>
                ) : (
                  repeat.number
                )}{' '}
                {repeat.title} <Day day={repeat.receivedOn} />{' '}
                <small>{[repeat.sourceTitle, repeat.sourceOrganName].filter(Boolean).join(' · ')}</small>{' '}
                {repeat.inSight && <CompareClues id={clue.id} other={repeat} />}
                {repeat.content && <p>{repeat.content}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      {times > 1 && (
        <Alert
          type="info"
          title={t(copied ? 'copiedTimes' : 'cameTimes', { times, sources })}
          description={[t('oneFact'), more && t('timesMore')].filter(Boolean).join(' ')}
        />
      )}
      {clue.similar.length === 0 ? (
        <p className="absent">{t('similarNone')}</p>
      ) : (
        <ul className="worklist">
          {clue.similar.map((other) => (
            <li key={other.id}>
              <Link to={`/clues/${other.id}`}>{other.number ?? other.title}</Link> {other.title}{' '}
              <small>
                {t('alikeBy', { percent: Math.round(other.similarity * 100) })}{' '}
                {!other.sameSubject && t('otherSubject')} {other.sourceOrganName}
              </small>{' '}
              <Day day={other.receivedOn} /> <CompareClues id={clue.id} other={other} />{' '}
              {merge && other.mayTake && <MergeClue clue={clue} into={other} label={merge.title} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
