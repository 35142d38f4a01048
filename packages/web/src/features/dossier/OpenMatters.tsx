import { Link } from '@tanstack/react-router';
import { Due } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './texts.ts';

export function OpenMatters({ dossier }: { dossier: Dossier }) {
  const t = useText(texts);
  return (
    <Section title={t('open')}>
      {dossier.open.length === 0 ? (
        <p className="absent">{t('openNone')}</p>
      ) : (
        <ul className="worklist">
          {dossier.open.map((matter) => (
            <li key={matter.id}>
              <Link to={matter.link}>{matter.title}</Link> <small>{matter.procedureTitle}</small>{' '}
              {matter.stateTitle} <Due day={matter.dueOn} provisional={matter.provisional} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
