import type { CalendarYear, CalendarYearDays } from '@plumbline/contract/calendar';
import { Button } from 'antd';
import { useState } from 'react';
import { Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Section } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { StatusTag, type Tone } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { HolidayTable } from './HolidayTable.tsx';
import { NoticeDialog } from './NoticeDialog.tsx';
import { exportAddress, useYear } from './terms.api.ts';
import { texts } from './texts.ts';
import { YearCalendar } from './YearCalendar.tsx';

const TONES: Record<CalendarYear['state'], Tone> = { covered: 'done', missing: 'late', open: 'quiet' };

interface Props {
  years: readonly CalendarYear[];
  year: string;
  today: string;
  onYear: (year: string) => void;
}

/** One year: its rest days and worked weekend days, where they come from, and the way to enter them. */
export function CalendarSection({ years, year, today, onYear }: Props) {
  const t = useText(texts);
  const read = useYear(year);
  // The year as it was opened: what is read anew while the dialog stands must not replace what was typed.
  const [editing, setEditing] = useState<CalendarYearDays>();
  const close = () => {
    setEditing(undefined);
    // After a refusal because somebody else was first, the next opening must show what stands now.
    void read.refetch();
  };
  const may = read.data?.allowed.includes('edit');
  const options = years.map((one) => ({
    value: String(one.year),
    label: `${t('yearTitle', { year: one.year })} · ${t(`state.${one.state}`)}`,
  }));
  return (
    <Section
      title={t('calendar')}
      actions={
        <>
          <Select
            aria-label={t('year')}
            value={year}
            options={options}
            popupMatchSelectWidth={false}
            onChange={onYear}
          />
          {may && (
            <Button
              type={read.data?.state === 'covered' ? 'default' : 'primary'}
              onClick={() => setEditing(read.data)}
            >
              {t(read.data?.state === 'covered' ? 'change' : 'enter')}
            </Button>
          )}
          {read.data?.state === 'covered' && <a href={exportAddress(year)}>{t('export')}</a>}
        </>
      }
    >
      <Loaded read={read}>
        {(data) => (
          <>
            <Origin year={data} />
            {data.state !== 'covered' && (
              <EmptyState title={t('noDays')}>{may && t('noDaysAbout')}</EmptyState>
            )}
            <YearCalendar year={data} today={today} />
            {data.days.length > 0 && (
              <HolidayTable days={data.days.filter(({ notice }) => notice === data.year)} />
            )}
            {editing && <NoticeDialog year={editing} onClose={close} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Origin({ year }: { year: CalendarYearDays }) {
  const t = useText(texts);
  const state = <StatusTag title={t(`state.${year.state}`)} tone={TONES[year.state]} />;
  return (
    <Facts
      columns={3}
      facts={[
        {
          label: t('yearTitle', { year: year.year }),
          value: year.version ? (
            <>
              {state} {t('restCount', { rest: year.rest, work: year.work })}
            </>
          ) : (
            state
          ),
        },
        year.version !== null && { label: t('source'), value: year.source },
        year.version !== null && {
          label: t('saved'),
          value: (
            <>
              {year.savedBy ?? t('savedSetup')} <Moment at={year.savedAt} />
            </>
          ),
        },
      ]}
    />
  );
}
