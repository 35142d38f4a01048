import type { ReactNode } from 'react';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

export interface TimeEntry {
  key: string;
  /** `<Day>` or `<Moment>`. */
  when: ReactNode;
  title: ReactNode;
  /** Who, from where, what kind. */
  about?: ReactNode;
  body?: ReactNode;
  tone?: 'plain' | 'late' | 'quiet';
}

/** What happened, in the order given. */
export function TimeLine({ entries, label }: { entries: readonly TimeEntry[]; label?: string }) {
  const t = useText(texts);
  return (
    <ol className="timeline" aria-label={label ?? t('timeLine')}>
      {entries.map((entry) => (
        <li key={entry.key} className={`timeline-${entry.tone ?? 'plain'}`}>
          <div className="timeline-when">{entry.when}</div>
          <div className="timeline-what">
            <p className="timeline-title">{entry.title}</p>
            {entry.about && <p className="timeline-about">{entry.about}</p>}
            {entry.body && <div className="timeline-body">{entry.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
