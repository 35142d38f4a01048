import type { Delivery } from '@plumbline/contract/delivery';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { ShownOnce } from '../../kit/ShownOnce.tsx';
import { useText } from '../../lib/texts.ts';
import { useEndCalendar, useMakeCalendar } from './notice.api.ts';
import { texts } from './texts.ts';

/** The calendar's secret address: made, shown once, replaced, ended. */
export function CalendarAddress({ delivery }: { delivery: Delivery }) {
  const t = useText(texts);
  const make = useMakeCalendar();
  const end = useEndCalendar();
  const [made, setMade] = useState<string>();
  const create = async () => setMade((await make.mutateAsync({})).url);
  return (
    <>
      <p>{t('calendarAbout')}</p>
      {delivery.calendarSince === null ? (
        <>
          <p className="absent">{t('calendarNone')}</p>
          <ProblemAlert problem={make.error} />
          <Button onClick={() => void create().catch(() => undefined)} loading={make.isPending}>
            {t('makeCalendar')}
          </Button>
        </>
      ) : (
        <>
          <p>
            {t('calendarSince')} <Moment at={delivery.calendarSince} />
          </p>
          <Space>
            <ConfirmAction label={t('remakeCalendar')} onConfirm={create}>
              {t('remakeAbout')}
            </ConfirmAction>
            <ConfirmAction label={t('endCalendar')} danger onConfirm={() => end.mutateAsync({})}>
              {t('endAbout')}
            </ConfirmAction>
          </Space>
        </>
      )}
      <ShownOnce
        open={made !== undefined}
        title={t('calendar')}
        value={made ?? ''}
        onClose={() => setMade(undefined)}
      />
    </>
  );
}
