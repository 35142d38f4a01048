import { Day, Due } from '../../kit/Day.tsx';
import { RuleLinks } from '../../kit/links.tsx';
import { useText } from '../../lib/texts.ts';
import type { Matter } from './matter.api.ts';
import './matter.css';
import { withStanding } from './matter.format.ts';
import { texts } from './texts.ts';

type Term = Matter['terms'][number];

const STANDING = {
  law: 'standing_law',
  'local-rule': 'standing_local',
  default: 'standing_default',
} as const;

/** Terms of a matter: the day, how much has passed, and the rule that each comes from. */
export function TermList({ terms }: { terms: readonly Term[] }) {
  const t = useText(texts);
  return (
    <ul className="terms">
      {terms.map((term) => {
        const closed = term.state === 'met' || term.state === 'late';
        const percent = Math.round(term.share * 100);
        return (
          <li key={`${term.code}${term.openedOn}`} className={`term-${term.state}`}>
            <div className="term-head">
              <strong>{term.title}</strong>
              <Due day={term.dueOn} done={closed} provisional={term.provisional} />
              <span>
                {closed && term.endedBy
                  ? t(term.state === 'met' ? 'termEnded' : 'termEndedLate', {
                      step: term.endedBy,
                      count: term.daysLate,
                    })
                  : t(`term_${term.state}`, { count: term.daysLate })}
              </span>
              {term.extended > 0 && <span>{t('termExtended', { count: term.extended })}</span>}
            </div>
            {!closed && (
              <div className="term-bar" role="img" aria-label={t('termShare', { share: percent })}>
                <span style={{ width: `${percent}%` }} />
              </div>
            )}
            <div className="term-about">
              <Day day={term.openedOn} /> – <Day day={term.dueOn} /> · {term.limit}
              {term.standing && <> · {withStanding(term.source, t(STANDING[term.standing]))}</>}
            </div>
            {term.rules.length > 0 && (
              <div className="term-about">
                {t('rules')} <RuleLinks rules={term.rules} />
              </div>
            )}
            {term.provisional && <div className="term-about">{t('termProvisional')}</div>}
          </li>
        );
      })}
    </ul>
  );
}
