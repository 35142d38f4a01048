import type { listVolumes, Volume } from '@plumbline/contract/coverage';
import type { Reply } from '@plumbline/contract/route';
import { Link } from '@tanstack/react-router';
import { Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { stringifySearch, useUrlState } from '../../lib/url.ts';
import { useVolumes } from './clue.api.ts';
import { quartersBack } from './clue.format.ts';
import { texts } from './texts.ts';

type Volumes = Reply<typeof listVolumes>;
type Body = { organId: string | null; organName: string | null };
interface Line extends Body {
  period: string;
  volumes: readonly Volume[];
}

const QUARTERS = 16;

/** Volumes and entries of the special file: a line for each body and quarter, a column for each class. */
export default function VolumesSection() {
  const t = useText(texts);
  const [range, change] = useUrlState<'from' | 'to'>();
  const volumes = useVolumes({ from: range.from, to: range.to });
  const quarters = quartersBack(todayHere(), QUARTERS).map((value) => ({ value, label: value }));
  return (
    <Section
      title={t('volumes')}
      actions={
        <>
          <FilterSelect
            label={t('fromQuarter')}
            value={range.from ?? volumes.data?.from}
            onChange={(from) => change({ from })}
            options={quarters}
          />
          <FilterSelect
            label={t('toQuarter')}
            value={range.to ?? volumes.data?.to}
            onChange={(to) => change({ to })}
            options={quarters}
          />
        </>
      }
    >
      <p className="page-about">{t('volumesAbout')}</p>
      <Loaded read={volumes}>{(data) => <VolumeTable data={data} />}</Loaded>
    </Section>
  );
}

/** Bodies that sent nothing stand there too, with nothing. */
function linesOf({ items, bodies }: Volumes): Line[] {
  const groups = Map.groupBy(items, (item) => `${item.period} ${item.organId}`);
  const lines = [...groups.values()].map((volumes): Line => ({ ...volumes[0]!, volumes }));
  const silent = bodies
    .filter((body) => !items.some((item) => item.organId === body.organId))
    .map((body): Line => ({ ...body, period: '', volumes: [] }));
  return [
    ...lines.sort(
      (a, b) =>
        b.period.localeCompare(a.period) || (a.organName ?? '').localeCompare(b.organName ?? '', 'zh'),
    ),
    ...silent,
  ];
}

const total = (volumes: readonly Volume[], of: 'entries' | 'subjects') =>
  volumes.reduce((sum, volume) => sum + volume[of], 0);

function VolumeTable({ data }: { data: Volumes }) {
  const t = useText(texts);
  const reads = useMay('clue.read');
  const cell = (line: Line, volumes: readonly Volume[], of: { class?: string; polarity?: string }) => {
    const entries = total(volumes, 'entries');
    if (entries === 0) return <span className="absent">—</span>;
    const figure = `${total(volumes, 'subjects')} / ${entries}`;
    const search = stringifySearch({ period: line.period, sourceOrganId: line.organId, ...of });
    return reads ? <Link to={`/clues${search}`}>{figure}</Link> : figure;
  };
  const lines = linesOf(data);
  const side = (polarity: Volume['polarity']) =>
    data.items.filter((item) => item.polarity === polarity).reduce((sum, item) => sum + item.entries, 0);
  return (
    <>
      <p>
        {t('entries')} {t('bothSides', { positive: side('positive'), negative: side('negative') })}
      </p>
      <DataTable<Line>
        id="volumes"
        bare
        caption={t('volumes')}
        rows={lines}
        rowKey={(line) => `${line.period} ${line.organId}`}
        rowTone={(line) => (line.volumes.length === 0 ? 'quiet' : undefined)}
        empty={<EmptyState title={t('volumesNone')} />}
        columns={[
          { key: 'body', title: t('body'), render: (line) => line.organName ?? '—', nowrap: true },
          { key: 'period', title: t('period'), render: (line) => line.period || '—', nowrap: true },
          ...data.classes.map(({ code, title }) => ({
            key: code,
            title,
            align: 'end' as const,
            nowrap: true,
            render: (line: Line) =>
              cell(
                line,
                line.volumes.filter((volume) => volume.class === code),
                { class: code },
              ),
          })),
          ...(['positive', 'negative'] as const).map((polarity) => ({
            key: polarity,
            title: t(polarity),
            align: 'end' as const,
            nowrap: true,
            render: (line: Line) =>
              cell(
                line,
                line.volumes.filter((volume) => volume.polarity === polarity),
                { polarity },
              ),
          })),
          {
            key: 'all',
            title: `${t('subjects')} / ${t('entries')}`,
            align: 'end',
            nowrap: true,
            render: (line) => cell(line, line.volumes, {}),
          },
        ]}
      />
    </>
  );
}
