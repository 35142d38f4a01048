import { Suspense } from 'react';
import { Facts } from '../../kit/Facts.tsx';
import { UnitLink } from '../../kit/links.tsx';
import { Section } from '../../kit/Page.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { BarsInForce, StandingBeside } from '../warning/index.ts';
import { Contradictions } from './Contradictions.tsx';
import type { Dossier } from './dossier.api.ts';
import { PortraitPeople } from './PortraitPeople.tsx';
import { PortraitSections } from './PortraitSections.tsx';
import { texts } from './texts.ts';

interface Props {
  dossier: Dossier;
  onOpen: (materialId: string) => void;
}

/** Facts with dates, each linked to its entry; what is stale is grey, what is silent is named. */
export function Portrait({ dossier, onOpen }: Props) {
  const t = useText(texts);
  const { subject, portrait, counts } = dossier;
  const isPerson = subject.kind === 'person';
  return (
    <Section title={t('portrait')}>
      <Facts
        columns={3}
        facts={[
          isPerson && { label: t('birth'), value: subject.birth },
          isPerson && { label: t('level'), value: subject.level?.title },
          !isPerson && { label: t('kind'), value: subject.unitKind?.title },
          !isPerson && { label: t('industry'), value: subject.industry?.title },
          (isPerson || subject.unit !== null) && {
            label: isPerson ? t('unit') : t('superior'),
            value: subject.unit && <UnitLink id={subject.unit.id}>{subject.unit.name}</UnitLink>,
          },
          {
            label: t('supervising'),
            value: [...new Set(subject.supervising.map((organ) => organ.name))].join(comma()) || null,
          },
          {
            label: t('contact'),
            value: subject.contacts.map((contact) => contact.name).join(comma()) || null,
          },
          {
            label: t('gapsOf'),
            value: (
              <>
                <span className={counts.missing ? 'late' : undefined}>
                  {t('countMissing', { count: counts.missing })}
                </span>
                {' · '}
                {t('countStale', { count: counts.stale })}
                {' · '}
                {t('countPresent', { count: counts.present })}
              </>
            ),
          },
        ]}
      />
      <Suspense>
        {isPerson && <BarsInForce personId={subject.id} />}
        <StandingBeside subjectId={subject.id} />
      </Suspense>
      <Contradictions facts={portrait.facts.filter((fact) => fact.contradicts)} onOpen={onOpen} />
      <PortraitSections sections={portrait.sections} onOpen={onOpen} />
      {portrait.silences.length > 0 && (
        <>
          <h3>{t('silences')}</h3>
          <ul className="silences">
            {portrait.silences.map((silence) => (
              <li key={silence.item}>{silence.text}</li>
            ))}
          </ul>
        </>
      )}
      <PortraitPeople subject={subject} />
    </Section>
  );
}
