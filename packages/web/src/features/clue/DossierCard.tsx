import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { useText } from '../../lib/texts.ts';
import type { Layout } from './clue.api.ts';
import { texts } from './layout.texts.ts';

/** The subject's dossier in short: who it is, who keeps it, what is missing, and the way there. */
export function DossierCard({ card }: { card: NonNullable<Layout['card']> }) {
  const t = useText(texts);
  const SubjectLink = card.subject.kind === 'unit' ? UnitLink : PersonLink;
  const { required, missing, stale } = card.counts;
  return (
    <Facts
      facts={[
        {
          label: t('card'),
          value: (
            <>
              <SubjectLink id={card.subject.id}>{card.subject.name}</SubjectLink>{' '}
              <small>{[card.unit?.name, card.post, card.level].filter(Boolean).join(' ')}</small>
            </>
          ),
        },
        { label: t('keptBy'), value: card.custodian.name },
        { label: t('standing'), value: t('counts', { required, missing, stale }) },
        card.slipUntil ? { label: t('slip'), value: t('slipUntil', { day: card.slipUntil }) } : false,
        {
          label: t('gaps'),
          wide: true,
          value:
            card.silences.length === 0 ? (
              <span className="absent">{t('noGaps')}</span>
            ) : (
              <ul className="plain-list">
                {card.silences.map(({ item, text }) => (
                  <li key={item}>{text}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
