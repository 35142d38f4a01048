import { listSittings, type Sitting } from '@plumbline/contract/sitting';
import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import dayjs from 'dayjs';
import { DayInput } from '../../kit/DayInput.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useRead } from '../../lib/data.ts';
import { comma, useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay, todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { texts } from './sitting.texts.ts';

const DAYS = 14;
const shiftDay = (day: string, days: number) => dayjs(day).add(days, 'day').format('YYYY-MM-DD');

/** Who talks with whom, when and where, over two weeks; what is not open to the caller is told as taken. */
export default function SittingPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<'day'>();
  const day = url.day ?? todayHere();
  const read = useRead(listSittings, { query: { day, days: DAYS } }, { keepPrevious: true });
  return (
    <Page
      title={t('title')}
      description={t('about')}
      actions={
        <Space wrap>
          <Button onClick={() => change({ day: shiftDay(day, -DAYS) })}>{t('earlier')}</Button>
          <DayInput
            label={t('from')}
            value={day}
            onChange={(chosen) => change({ day: chosen ?? undefined })}
          />
          <Button onClick={() => change({ day: shiftDay(day, DAYS) })}>{t('later')}</Button>
        </Space>
      }
    >
      <Loaded read={read}>
        {({ items }) => (items.length === 0 ? <EmptyState title={t('none')} /> : <Days items={items} />)}
      </Loaded>
    </Page>
  );
}

function Days({ items }: { items: readonly Sitting[] }) {
  const t = useText(texts);
  const language = useLanguage();
  const days = [...new Set(items.map(({ day }) => day))];
  return days.map((day) => (
    <Section key={day} title={formatDay(day, language, 'long')}>
      <table className="sittings">
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('people')}</th>
            <th scope="col">{t('matter')}</th>
          </tr>
        </thead>
        <tbody>
          {items
            .filter((one) => one.day === day)
            .map((one) => (
              <tr key={`${one.from} ${one.place} ${one.people.join()}`}>
                <td className="figures">
                  {one.from}–{one.until}
                </td>
                <td>{one.place}</td>
                <td>{one.people.join(comma())}</td>
                <td>
                  {one.matter ? (
                    <Link to={`/matters/${one.matter.id}` as string}>{one.matter.title}</Link>
                  ) : (
                    <span className="absent">{t('taken')}</span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Section>
  ));
}
