import type { NewMeeting, ZoneMeeting } from '@plumbline/contract/registry';
import { Button, Input } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/states.tsx';
import { rowsOf } from '../../lib/data.ts';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { EditAction } from './parts/EditAction.tsx';
import { Words } from './parts/inputs.tsx';
import { useMeetings, useZoneWrites } from './registry.api.ts';
import { texts } from './relation.texts.ts';

const FIELDS = ['title', 'heldOn', 'attendees', 'minutes'] as const;

const bodyOf = (values: NewMeeting) => ({
  ...values,
  attendees: values.attendees ?? [],
  minutes: values.minutes ?? '',
});

/** The meetings of a zone or group, latest first, with their minutes. */
export function Meetings({ zoneId, may }: { zoneId: string; may: boolean }) {
  const t = useText(texts);
  const pages = useMeetings(zoneId);
  const { createMeeting, editMeeting } = useZoneWrites();
  const rows = rowsOf(pages);
  return (
    <Section
      title={t('meetings')}
      actions={
        may && (
          <EditAction<NewMeeting>
            label={t('newMeeting')}
            fields={FIELDS}
            initial={{ heldOn: todayHere() }}
            onSave={(values) => createMeeting({ params: { id: zoneId }, body: bodyOf(values) })}
          >
            <MeetingFields />
          </EditAction>
        )
      }
    >
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyState title={t('noMeetings')} />
      ) : (
        <ul className="plain-list">
          {rows.map((meeting) => (
            <li key={meeting.id}>
              <Day day={meeting.heldOn} />
              <div className="grow">
                <Meeting meeting={meeting} />
              </div>
              {may && (
                <EditAction<NewMeeting>
                  label={t('editMeeting')}
                  fields={FIELDS}
                  initial={meeting}
                  button={{ type: 'link', size: 'small' }}
                  onSave={(values) =>
                    editMeeting({
                      params: { id: meeting.id },
                      body: { ...bodyOf(values), version: meeting.version },
                    })
                  }
                >
                  <MeetingFields />
                </EditAction>
              )}
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('moreMeetings')}
        </Button>
      )}
    </Section>
  );
}

function Meeting({ meeting }: { meeting: ZoneMeeting }) {
  const t = useText(texts);
  return (
    <>
      <b>{meeting.title}</b> <small>{t('recordedBy', { name: meeting.author })}</small>
      {meeting.attendees.length > 0 && (
        <div>
          <small>
            {t('attendees')} {meeting.attendees.join(comma())}
          </small>
        </div>
      )}
      {meeting.minutes && <p className="minutes">{meeting.minutes}</p>}
    </>
  );
}

function MeetingFields() {
  const t = useText(texts);
  return (
    <>
      <Field name="title" label={t('meetingTitle')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="heldOn" label={t('heldOn')} required>
        <DayInput />
      </Field>
      <Field name="attendees" label={t('attendees')}>
        <Words />
      </Field>
      <Field name="minutes" label={t('minutes')}>
        <Input.TextArea maxLength={50_000} autoSize={{ minRows: 5, maxRows: 18 }} />
      </Field>
    </>
  );
}
