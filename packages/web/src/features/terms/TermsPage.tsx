import { Page } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { CalendarSection } from './CalendarSection.tsx';
import { LimitSection } from './LimitSection.tsx';
import { MissingYears } from './MissingYears.tsx';
import { useCalendar } from './terms.api.ts';
import './terms.css';
import { texts } from './texts.ts';

/** The year as a calendar, and every limit of time with its source. */
export default function TermsPage() {
  const t = useText(texts);
  const calendar = useCalendar();
  const maySeeLimits = useMay('pack.read');
  const [url, setUrl] = useUrlState<'year'>();
  return (
    <Page title={t('title')} description={t('about')}>
      <Loaded read={calendar}>
        {({ years, missing, today, allowed }) => (
          <>
            <MissingYears
              years={missing}
              {...(allowed.includes('edit') && missing[0]
                ? { action: <a href={`/terms?year=${missing[0]}`}>{t('enterNow')}</a> }
                : {})}
            />
            <CalendarSection
              years={years}
              year={url.year ?? today.slice(0, 4)}
              today={today}
              onYear={(year) => setUrl({ year })}
            />
          </>
        )}
      </Loaded>
      {maySeeLimits && <LimitSection />}
    </Page>
  );
}
