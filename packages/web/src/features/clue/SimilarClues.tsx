import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import { CompareClues } from './CompareClues.tsx';
import type { Clue } from './clue.api.ts';
import { texts } from './texts.ts';

/** What reads almost the same, and how often it came: copies are no proof, so that they count as one fact (P3). */
export function SimilarClues({ clue }: { clue: Clue }) {
  const t = useText(texts);
  const { times, sources, copied, more } = clue.repeats;
  return (
    <Section title={t('similar')}>
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
              <Day day={other.receivedOn} /> <CompareClues id={clue.id} other={other} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
