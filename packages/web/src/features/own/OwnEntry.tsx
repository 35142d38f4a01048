import type { OwnMatter } from '@plumbline/contract/own';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { daysUntil, formatDay, todayHere } from '../../lib/time.ts';
import { PaperList } from './PaperList.tsx';
import { texts } from './texts.ts';

type Step = OwnMatter['steps'][number];

/** One matter in plain words: what it is, where it stands, what one can do until when, and its papers. */
export function OwnEntry({ item }: { item: OwnMatter }) {
  const t = useText(texts);
  const language = useLanguage();
  return (
    <article className="own-entry">
      <h3>
        <Link to={item.link}>{item.title}</Link>
      </h3>
      <p className="own-about">
        {[item.organ, item.number, item.about && t('concerns', { name: item.about })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {item.meets && (
        <p className="own-meets">
          {t('meets', { ...item.meets, day: formatDay(item.meets.day, language, 'long') })}
        </p>
      )}
      <p>{t('since', { day: formatDay(item.since, language, 'long'), state: item.stateTitle })}</p>
      {item.steps.length > 0 && (
        <>
          <p className="own-label">{t('canDo')}</p>
          <ul className="own-steps">
            {item.steps.map((step) => (
              <li key={step.code}>
                <Link to={item.link}>{step.title}</Link> <LastDay step={step} />
              </li>
            ))}
          </ul>
        </>
      )}
      {item.papers.length > 0 && (
        <>
          <p className="own-label">{t('papersOf')}</p>
          <PaperList papers={item.papers} />
        </>
      )}
    </article>
  );
}

function LastDay({ step: { lastDay, provisional } }: { step: Step }) {
  const t = useText(texts);
  const language = useLanguage();
  if (!lastDay) return null;
  const left = daysUntil(lastDay, todayHere());
  const words = left < 0 ? t('late', { count: -left }) : left === 0 ? t('today') : t('left', { count: left });
  return (
    <span className={left < 0 ? 'due due-late' : left <= 3 ? 'due due-soon' : 'due'}>
      <time dateTime={lastDay}>{t('until', { day: formatDay(lastDay, language, 'long') })}</time>{' '}
      <small>
        {words}
        {provisional && ` · ${t('provisional')}`}
      </small>
    </span>
  );
}
