import { Button } from 'antd';
import { DayInput } from '../../../kit/DayInput.tsx';
import { useText } from '../../../lib/texts.ts';
import { texts } from '../texts.ts';

/** Looks at another day than today; the day stands in the address. */
export function AsOf({
  on,
  onChange,
}: {
  on: string | undefined;
  onChange: (on: string | undefined) => void;
}) {
  const t = useText(texts);
  return (
    <span className="as-of">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the date picker inside is the control */}
      <label>
        {t('asOf')} <DayInput value={on ?? null} onChange={(day) => onChange(day ?? undefined)} />
      </label>
      {on && <Button onClick={() => onChange(undefined)}>{t('backToday')}</Button>}
    </span>
  );
}
