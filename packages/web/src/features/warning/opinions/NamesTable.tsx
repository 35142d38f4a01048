import { Button } from 'antd';
import { Select } from '../../../kit/Select.tsx';
import { DataTable } from '../../../kit/table/DataTable.tsx';
import { useText } from '../../../lib/texts.ts';
import { type Chosen, type NameRow, soleOnes } from './names.rules.ts';
import { texts } from './opinion.texts.ts';

interface Props {
  rows: readonly NameRow[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  onLeaveOut: (no: number) => void;
}

/** Every name with whom it means: what is open says what to do and is chosen in place. */
export function NamesTable({ rows, chosen, onChoose, onLeaveOut }: Props) {
  const t = useText(texts);
  const sole = soleOnes(rows, chosen);
  const takeSole = () =>
    onChoose({ ...chosen, ...Object.fromEntries(sole.map((row) => [row.no, row.candidates[0]!.id])) });
  return (
    <>
      {sole.length > 0 && <Button onClick={takeSole}>{t('takeSole', { count: sole.length })}</Button>}
      <DataTable
        id="opinion-names"
        bare
        caption={t('namesStep')}
        rows={rows}
        rowKey={(row) => String(row.no)}
        rowTone={(row) => (row.state === 'unknown' || row.state === 'twice' ? 'late' : undefined)}
        columns={[
          { key: 'no', title: t('no'), align: 'end', render: (row) => row.no, width: '4rem' },
          { key: 'name', title: t('name'), render: (row) => row.name, nowrap: true },
          {
            key: 'stated',
            title: t('stated'),
            render: (row) =>
              [row.unit, row.post].filter(Boolean).join(' ') || <span className="absent">—</span>,
          },
          {
            key: 'meant',
            title: t('meant'),
            minWidth: '22em',
            render: (row) => <Meant row={row} chosen={chosen} onChoose={onChoose} />,
          },
          {
            key: 'out',
            title: t('leaveOut'),
            render: (row) => (
              <Button
                size="small"
                aria-label={t('leaveOutNamed', { name: row.name })}
                onClick={() => onLeaveOut(row.no)}
              >
                {t('leaveOut')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function Meant({ row, chosen, onChoose }: Pick<Props, 'chosen' | 'onChoose'> & { row: NameRow }) {
  const t = useText(texts);
  const words = (one: NameRow['candidates'][number]) =>
    [one.name, one.unit, one.post, one.birth].filter(Boolean).join(' · ');
  if (row.state === 'found') {
    const found = row.candidates.find(({ id }) => id === row.personId);
    return <>{found ? words(found) : '—'}</>;
  }
  return (
    <>
      {row.state === 'ask' && (
        <Select
          className="whom"
          aria-label={t('ofName', { name: row.name, what: t('meant') })}
          placeholder={t('choose')}
          value={chosen[row.no]}
          onChange={(id: string) => onChoose({ ...chosen, [row.no]: id })}
          options={row.candidates.map((one) => ({ value: one.id, label: words(one) }))}
        />
      )}
      {row.advice && chosen[row.no] === undefined && <small className="advice">{row.advice}</small>}
    </>
  );
}
