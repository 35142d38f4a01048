import type { FigureHead, FigureRow } from '@plumbline/contract/figures';
import { Section } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { BarChart } from './BarChart.tsx';
import { texts } from './texts.ts';

interface Props {
  rows: readonly FigureRow[];
  figures: readonly FigureHead[];
  chosen: string | undefined;
  onChoose: (code: string) => void;
}

/** One figure over all rows, and what it is told apart by. */
export function FigureCharts({ rows, figures, chosen, onChoose }: Props) {
  const t = useText(texts);
  const figure = figures.find(({ code }) => code === chosen) ?? figures[0]!;
  return (
    <Section
      title={t('charts')}
      actions={
        <Select
          aria-label={t('chart')}
          value={figure.code}
          popupMatchSelectWidth={false}
          options={figures.map(({ code, title }) => ({ value: code, label: title }))}
          onChange={(code: string) => onChoose(code)}
        />
      }
    >
      <div className="figure-charts">
        <BarChart
          title={t('chartOf', { figure: figure.title })}
          bars={rows.map(({ key, title, counts }) => ({
            key,
            label: title ?? t('noUnit'),
            value: counts[figure.code] ?? 0,
          }))}
        />
        {figure.parts.length > 0 && (
          <BarChart
            title={t('partsOf', { figure: figure.title })}
            bars={figure.parts.map(({ code, title, count }) => ({ key: code, label: title, value: count }))}
          />
        )}
      </div>
    </Section>
  );
}
