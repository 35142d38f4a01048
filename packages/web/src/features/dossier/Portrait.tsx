import { Facts } from '../../kit/Facts.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import { Contradictions } from './Contradictions.tsx';
import type { Dossier } from './dossier.api.ts';
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
  return (
    <Section title={t('portrait')}>
      <Facts
        columns={3}
        facts={[
          subject.kind === 'person' && { label: t('birth'), value: subject.birth },
          subject.kind === 'person' && { label: t('level'), value: subject.level?.title },
          subject.kind === 'unit' && { label: t('kind'), value: subject.unitKind?.title },
          subject.kind === 'unit' && { label: t('industry'), value: subject.industry?.title },
          {
            label: subject.kind === 'person' ? t('unit') : t('superior'),
            value: subject.unit && <UnitLink id={subject.unit.id}>{subject.unit.name}</UnitLink>,
          },
          {
            label: t('supervising'),
            value: [...new Set(subject.supervising.map((organ) => organ.name))].join('、') || null,
          },
          {
            label: t('contact'),
            value: subject.contacts.map((contact) => contact.name).join('、') || null,
          },
          {
            label: `${t('missing')} / ${t('stale')}`,
            value: (
              <>
                <span className={counts.missing ? 'late' : undefined}>{counts.missing}</span> / {counts.stale}
              </>
            ),
          },
        ]}
      />
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
      <h3>{subject.kind === 'person' ? t('career') : t('team')}</h3>
      {subject.kind === 'person' ? (
        <ul className="career">
          {subject.career.map((step) => (
            <li key={step.appointmentId}>
              <span className="figures">
                {step.from ?? '…'} — {step.to ?? t('present')}
              </span>{' '}
              <UnitLink id={step.unitId}>{step.unitName}</UnitLink> {step.post}
            </li>
          ))}
        </ul>
      ) : null}
      {subject.team.length > 0 && (
        <>
          {subject.kind === 'person' && <h3>{t('team')}</h3>}
          <ul className="team">
            {subject.team.map((member) => (
              <li key={member.personId}>
                <PersonLink id={member.personId}>{member.name}</PersonLink> {member.post}
                {member.heads && <StatusTag title={t('flag.top-leader')} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {subject.kind === 'person' && (
        <>
          <h3>{t('kin')}</h3>
          {subject.kin.length === 0 ? (
            <p className="absent">{t('kinNone')}</p>
          ) : (
            <ul className="kin">
              {subject.kin.map((kin) => (
                <li key={kin.id}>
                  {kin.relationTitle} {kin.name} {kin.employer}
                  {kin.masked && <small> {t('masked')}</small>}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Section>
  );
}
