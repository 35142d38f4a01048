import type { OpinionSheet } from '@plumbline/contract/opinion';
import { Input } from 'antd';
import { Day } from '../../../kit/Day.tsx';
import { Select } from '../../../kit/Select.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import type { Say } from '../../../lib/texts.ts';
import type { texts } from './opinion.texts.ts';
import { type Draft, type Drafts, type SheetRow, signsTold, toldOf } from './sheet.rules.ts';

type Key = NonNullable<(typeof texts)['keys']>;

interface Around {
  t: Say<Key>;
  sheet: OpinionSheet;
  mode: 'sign' | 'conclude' | 'read';
  drafts: Drafts;
  options: { value: string; label: string }[];
  /** Conclusions that rest on a ground. */
  withGround: ReadonlySet<string>;
  onChange: (no: number, draft: Draft) => void;
}

/** Columns of the working sheet; the last ones are filled in by whoever signs or concludes. */
export function sheetColumns(around: Around): Column<SheetRow>[] {
  const { t, sheet, mode } = around;
  const shown = sheet.places.filter((place) => place.shown);
  return [
    { key: 'no', title: t('no'), align: 'end', render: (row) => row.no, width: '3.5rem' },
    { key: 'name', title: t('name'), render: (row) => <Named row={row} t={t} />, nowrap: true, fixed: true },
    {
      key: 'unit',
      title: t('unit'),
      minWidth: '8em',
      render: (row) => <AsHeld asked={row.unit} held={row.registered.unit} t={t} />,
    },
    {
      key: 'post',
      title: t('post'),
      render: (row) => <AsHeld asked={row.post} held={row.registered.post} t={t} />,
    },
    {
      key: 'measures',
      title: t('measures'),
      ...(sheet.rows.some(({ measures }) => measures.length > 0) ? { minWidth: '14em' } : {}),
      render: (row) => <Measures row={row} t={t} />,
    },
    ...(shown.length > 0
      ? [
          {
            key: 'signs',
            title: t('signs'),
            minWidth: '12em',
            render: (row: SheetRow) => <Signs row={row} {...around} />,
          },
        ]
      : []),
    ...(mode === 'read'
      ? [
          {
            key: 'conclusion',
            title: t('conclusion'),
            render: (row: SheetRow) => <Concluded row={row} sheet={sheet} />,
          },
        ]
      : [
          {
            key: 'fill',
            title: mode === 'sign' ? t('result') : t('conclusion'),
            minWidth: '15em',
            fixed: true,
            render: (row: SheetRow) => <Filled row={row} {...around} />,
          },
        ]),
  ];
}

/** The name with the birth by which namesakes of one unit are told apart, and the one on record where it is another. */
function Named({ row: { name, registered }, t }: { row: SheetRow } & Pick<Around, 't'>) {
  const more = [registered.name === name ? '' : t('held', { text: registered.name }), registered.birth ?? ''];
  const words = more.filter(Boolean).join(' ');
  return (
    <>
      {name}
      {words && <div className="absent">{words}</div>}
    </>
  );
}

/** What the request says, and what the register says where that is something else. */
function AsHeld({ asked, held, t }: { asked: string; held: string } & Pick<Around, 't'>) {
  if (!asked && !held) return <span className="absent">—</span>;
  return (
    <>
      {asked || held}
      {asked && held && asked !== held && <div className="absent">{t('held', { text: held })}</div>}
    </>
  );
}

function Measures({ row, t }: { row: SheetRow } & Pick<Around, 't'>) {
  if (row.measures.length === 0) return <span className="absent">{t('noMeasures')}</span>;
  return (
    <ul className="sheet-measures">
      {row.measures.map((measure) => (
        <li key={measure.key}>
          {measure.title} {t('until')} <Day day={measure.until} />
          {measure.stands && <strong className="late"> {t('stands')}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** In the order of the departments; those that found nothing and say no more share a line. */
function Signs({ row, sheet, t }: { row: SheetRow } & Pick<Around, 'sheet' | 't'>) {
  const titles = new Map(sheet.places.map(({ code, title }) => [code, title]));
  const { clear, others } = signsTold(row.signs, [...titles.keys()]);
  if (row.signs.length === 0) return <span className="absent">—</span>;
  return (
    <ul className="sheet-signs">
      {clear.length > 0 && (
        <li>
          {t('state_signed', {
            place: t('clear'),
            result: clear
              .map(({ place, account }) => `${titles.get(place) ?? place} ${account}`)
              .join(t('and')),
          })}
        </li>
      )}
      {others.map((sign) => (
        <li key={`${sign.place} ${sign.account}`} className={sign.standing ? undefined : 'absent'}>
          {t('state_signed', { place: titles.get(sign.place) ?? sign.place, result: t(sign.result) })}{' '}
          {sign.account}
          {sign.note && `（${sign.note}）`}
        </li>
      ))}
    </ul>
  );
}

function Concluded({ row, sheet }: { row: SheetRow } & Pick<Around, 'sheet'>) {
  const title = sheet.conclusions.find(({ code }) => code === row.conclusion)?.title;
  if (!title) return <span className="absent">—</span>;
  return (
    <>
      {title}
      {row.told && <div>{row.told}</div>}
      {row.remark && <div className="absent">{row.remark}</div>}
    </>
  );
}

function Filled({ row, t, mode, drafts, options, withGround, onChange }: { row: SheetRow } & Around) {
  if (mode === 'sign' && row.near) return <span className="absent">{t('near')}</span>;
  const draft = drafts[row.no] ?? {};
  const rests = mode === 'sign' ? draft.value === 'problem' : withGround.has(draft.value ?? '');
  const named = (what: string) => t('ofName', { name: row.name, what });
  const told = mode === 'conclude' && rests && draft.grounds?.length ? toldOf(row, draft.grounds) : '';
  return (
    <>
      <div className="sheet-cell no-print">
        <Select
          className="sheet-choice"
          aria-label={named(mode === 'sign' ? t('result') : t('conclusion'))}
          placeholder={t('choose')}
          value={draft.value ?? null}
          onChange={(value: string | null) => onChange(row.no, { value: value ?? undefined })}
          options={options}
        />
        {rests && (
          <Select
            mode="multiple"
            aria-label={named(t('grounds'))}
            placeholder={t('grounds')}
            value={[...(draft.grounds ?? [])]}
            onChange={(grounds: string[]) => onChange(row.no, { grounds })}
            options={row.measures.map(({ key, title }) => ({ value: key, label: title }))}
          />
        )}
        {told && <small>{told}</small>}
        {draft.value !== undefined && (mode === 'conclude' || draft.value !== 'clear') && (
          <Input
            aria-label={named(mode === 'sign' ? t('note') : t('remark'))}
            placeholder={mode === 'sign' ? t('note') : t('remark')}
            value={draft.words ?? ''}
            maxLength={1000}
            onChange={(event) => onChange(row.no, { words: event.target.value })}
          />
        )}
      </div>
      <div className="sheet-printed">
        {options.find(({ value }) => value === draft.value)?.label ?? '—'}
        {told && <div>{told}</div>}
        {draft.words && <div>{draft.words}</div>}
      </div>
    </>
  );
}
