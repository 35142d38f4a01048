import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './texts.ts';

type Subject = Dossier['subject'];

/** Career line, leadership team and kin, side by side. */
export function PortraitPeople({ subject }: { subject: Subject }) {
  return (
    <div className="portrait-people">
      {subject.kind === 'person' && <CareerLine subject={subject} />}
      {subject.team.length > 0 && <Team subject={subject} />}
      {subject.kind === 'person' && <Kin subject={subject} />}
    </div>
  );
}

function CareerLine({ subject }: { subject: Subject }) {
  const t = useText(texts);
  return (
    <section>
      <h3>{t('career')}</h3>
      {subject.career.length === 0 ? (
        <p className="absent">{t('careerNone')}</p>
      ) : (
        <ol className="career">
          {subject.career.map((step) => (
            <li key={step.appointmentId}>
              <span className="figures">
                {step.from ?? '…'} — {step.to ?? t('present')}
              </span>
              <br />
              <UnitLink id={step.unitId}>{step.unitName}</UnitLink> {step.post}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Team({ subject }: { subject: Subject }) {
  const t = useText(texts);
  return (
    <section>
      <h3>{t('team')}</h3>
      <ul className="team">
        {subject.team.map((member) => (
          <li key={member.personId}>
            <PersonLink id={member.personId}>{member.name}</PersonLink> {member.post}{' '}
            {member.heads && <StatusTag title={t('flag.top-leader')} />}
            {member.since && (
              <small className="absent"> {t('sinceDay', { day: member.since.slice(0, 7) })}</small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Kin({ subject }: { subject: Subject }) {
  const t = useText(texts);
  return (
    <section>
      <h3>{t('kin')}</h3>
      {subject.kin.length === 0 ? (
        <p className="absent">{t('kinNone')}</p>
      ) : (
        <ul className="kin">
          {subject.kin.map((kin) => (
            <li key={kin.id}>
              {kin.relationTitle} {kin.name}
              {kin.employer && <small className="absent"> {kin.employer}</small>}
              {kin.masked && <small className="absent"> {t('masked')}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
