import type { FiguresAsked } from '@plumbline/contract/figures';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { BY } from './asked.ts';
import { texts } from './texts.ts';

interface Props {
  asked: Required<FiguresAsked>;
  onChange: (change: { every?: string; on?: string; by?: string }) => void;
}

/** Which periods, how long, and how they are laid out. */
export function AskedFields({ asked: { every, on, by }, onChange }: Props) {
  const t = useText(texts);
  return (
    <div className="figure-asked">
      <Select
        aria-label={t('by')}
        value={by}
        popupMatchSelectWidth={false}
        options={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(next: string) => onChange({ by: next })}
      />
      <Select
        aria-label={t('every')}
        value={every}
        popupMatchSelectWidth={false}
        options={(['month', 'quarter', 'year'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(next: string) => onChange({ every: next })}
      />
      <DatePicker
        picker={every}
        aria-label={t('on')}
        allowClear={false}
        value={dayjs(on)}
        disabledDate={(day) => day.startOf('month').format('YYYY-MM-DD') > todayHere()}
        onChange={(day) => day && onChange({ on: day.startOf('month').format('YYYY-MM-DD') })}
      />
    </div>
  );
}
