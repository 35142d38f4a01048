import { getOwnPage, type OwnMatter } from '@plumbline/contract/own';
import type { Reply } from '@plumbline/contract/route';
import { Link } from '@tanstack/react-router';
import { Page, Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { useRead } from '../../lib/data.ts';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import { OwnEntry } from './OwnEntry.tsx';
import { PaperList } from './PaperList.tsx';
import { texts } from './texts.ts';
import './own.css';

type Own = Reply<typeof getOwnPage>;

/** What concerns whoever is signed in and was told to them; the first page of people in supervised units. */
export default function OwnPage() {
  const t = useText(texts);
  const own = useRead(getOwnPage, {});
  return (
    <Page title={t('title')} description={t('about')}>
      <Loaded read={own}>{(data) => <Content own={data} />}</Loaded>
    </Page>
  );
}

function Content({ own }: { own: Own }) {
  const t = useText(texts);
  const meetings = own.items.filter(({ meets }) => meets);
  const of = (kind: OwnMatter['kind']) => own.items.filter((item) => item.kind === kind && !item.meets);
  const [asked, decided, running] = [of('asked'), of('decided'), of('running')];
  return (
    <>
      {meetings.length > 0 && (
        <Section title={t('meetings')}>
          <Entries items={meetings} />
        </Section>
      )}
      <Section title={t('asked')}>
        {asked.length > 0 ? <Entries items={asked} /> : <EmptyState title={t('askedNone')} />}
      </Section>
      {decided.length > 0 && (
        <Section title={t('decided')}>
          {decided.some(({ steps }) => steps.length > 0) && <p className="own-about">{t('decidedAbout')}</p>}
          <Entries items={decided} />
        </Section>
      )}
      <Bars bars={own.bars} />
      {running.length > 0 && (
        <Section title={t('running')}>
          <Entries items={running} />
        </Section>
      )}
      {own.more && (
        <p>
          {t('more')} <Link to="/matters">{t('all')}</Link>
        </p>
      )}
      {own.papers.length > 0 && (
        <Section title={t('papers')}>
          <PaperList papers={own.papers} />
        </Section>
      )}
      {own.readings && <Readings readings={own.readings} />}
    </>
  );
}

const Entries = ({ items }: { items: readonly OwnMatter[] }) => (
  <ul className="own-entries">
    {items.map((item) => (
      <li key={item.id}>
        <OwnEntry item={item} />
      </li>
    ))}
  </ul>
);

function Bars({ bars }: Pick<Own, 'bars'>) {
  const t = useText(texts);
  const language = useLanguage();
  const say = (day: string) => formatDay(day, language, 'long');
  if (bars.length === 0) return null;
  return (
    <Section title={t('bars')}>
      <ul className="own-entries">
        {bars.map(({ title, bars: what, from, until, organ }) => (
          <li key={`${title} ${from}`}>
            <h3>{title}</h3>
            <p>{t('bar', { what, from: say(from), until: say(until) })}</p>
            <p className="own-about">{organ}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Readings({ readings }: { readings: NonNullable<Own['readings']> }) {
  const t = useText(texts);
  const language = useLanguage();
  const say = (day: string) => formatDay(day, language, 'long');
  return (
    <Section title={t('readings')}>
      <p className="own-about">{t('readingsAbout', { since: say(readings.since) })}</p>
      {readings.items.length === 0 ? (
        <p>{t('readingsNone')}</p>
      ) : (
        <ul className="worklist">
          {readings.items.map(({ day, organ, purpose }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two readings of a day may say the same
            <li key={i}>
              <time dateTime={day}>{say(day)}</time> {organ} <small>{purpose}</small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
