import { Link } from '@tanstack/react-router';
import { useText } from '../../lib/texts.ts';
import { MissingYears } from './MissingYears.tsx';
import { useCalendar } from './terms.api.ts';
import { texts } from './texts.ts';

/** On the workbench of those who may mend it: which year's notice is missing. */
export default function CalendarCard() {
  const t = useText(texts);
  const missing = useCalendar().data?.missing ?? [];
  return (
    <MissingYears years={missing} action={<Link to={`/terms?year=${missing[0]}`}>{t('enterNow')}</Link>} />
  );
}
