import type { Person, PersonAppointment, RegistryLists } from '@plumbline/contract/registry';
import { Link } from '@tanstack/react-router';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { TimeLine } from '../../kit/TimeLine.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import {
  APPOINTMENT_FIELDS,
  AppointmentFields,
  type AppointmentValues,
  appointmentBody,
  NEW_APPOINTMENT,
  valuesOf,
} from './AppointmentForm.tsx';
import { EditAction } from './parts/EditAction.tsx';
import { EndAction } from './parts/EndAction.tsx';
import { titleOf } from './parts/inputs.tsx';
import { Period } from './parts/Period.tsx';
import { useRegistryWrites } from './registry.api.ts';
import { texts } from './texts.ts';

/** The career line, latest first. */
export function Career({ person, lists }: { person: Person; lists: RegistryLists }) {
  const t = useText(texts);
  const { createAppointment } = useRegistryWrites();
  const may = person.allowed.includes('appoint');
  return (
    <Section
      title={t('career')}
      actions={
        may && (
          <EditAction<AppointmentValues>
            label={t('appoint')}
            fields={APPOINTMENT_FIELDS}
            initial={NEW_APPOINTMENT}
            onSave={(values) =>
              createAppointment({
                body: { ...appointmentBody(values), personId: person.id, postId: values.postId ?? '' },
              })
            }
          >
            <AppointmentFields askPost />
          </EditAction>
        )
      }
    >
      {person.appointments.length === 0 ? (
        <EmptyState title={t('noCareer')} />
      ) : (
        <TimeLine
          label={t('career')}
          entries={person.appointments.map((step) => ({
            key: step.id,
            when: <Period {...step} />,
            title: <StepTitle step={step} lists={lists} />,
            about: [
              titleOf(lists.postLevels, step.level),
              step.authority && `${t('authority')} ${step.authority.organName}`,
              step.basis,
            ]
              .filter(Boolean)
              .join(' · '),
            body: may && <StepActions step={step} />,
            tone: step.present ? 'plain' : 'quiet',
          }))}
        />
      )}
    </Section>
  );
}

function StepTitle({ step, lists }: { step: PersonAppointment; lists: RegistryLists }) {
  const t = useText(texts);
  const heads = step.tags.some((tag) => lists.postTags.find((entry) => entry.code === tag)?.heads);
  return (
    <>
      <Link to={`/units/${step.unitId}`}>{step.unitName}</Link>{' '}
      <Link to={`/posts/${step.postId}`}>{step.title}</Link>{' '}
      {step.kind !== 'appointed' && <StatusTag title={t(step.kind)} />}{' '}
      {heads && <StatusTag title={t('heads')} tone={step.present ? 'care' : 'quiet'} />}
    </>
  );
}

function StepActions({ step }: { step: PersonAppointment }) {
  const t = useText(texts);
  const { correctAppointment, endAppointment } = useRegistryWrites();
  const params = { id: step.id };
  const { version } = step;
  return (
    <span className="row-actions">
      {(step.to === null || step.to > todayHere()) && (
        <EndAction
          label={t('endAppointment')}
          onEnd={(on) => endAppointment({ params, body: { version, on, precision: 'day' } })}
        />
      )}
      <EditAction<AppointmentValues>
        label={t('correctAppointment')}
        fields={APPOINTMENT_FIELDS}
        initial={valuesOf(step)}
        button={{ type: 'link', size: 'small' }}
        onSave={(values) =>
          correctAppointment({
            params,
            body: { ...appointmentBody(values), postId: values.postId ?? step.postId, version },
          })
        }
      >
        <AppointmentFields askPost known={step} />
        <p>{t('correctNote')}</p>
      </EditAction>
    </span>
  );
}
