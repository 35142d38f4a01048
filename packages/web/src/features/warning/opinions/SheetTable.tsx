import type { OpinionSheet } from '@plumbline/contract/opinion';
import { Button } from 'antd';
import { useState } from 'react';
import { LeaveGuard } from '../../../kit/LeaveGuard.tsx';
import { ProblemAlert } from '../../../kit/ProblemAlert.tsx';
import { Select } from '../../../kit/Select.tsx';
import { DataTable } from '../../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../../kit/table/filters.tsx';
import { useText } from '../../../lib/texts.ts';
import { useActOnOpinion } from './opinion.api.ts';
import { texts } from './opinion.texts.ts';
import { sheetColumns } from './sheet.columns.tsx';
import {
  concludedRows,
  type Draft,
  type Drafts,
  firstDrafts,
  RESULTS,
  type Shown,
  shownRows,
  signedRows,
} from './sheet.rules.ts';

/** Two hundred names at once: filtered, filled in one by one or many together, and sent as one step. */
export function SheetTable({ sheet }: { sheet: OpinionSheet }) {
  const t = useText(texts);
  const act = useActOnOpinion();
  const own = sheet.places.find(({ action }) => action !== null);
  const concludes =
    own === undefined && sheet.places.every(({ left }) => left === 0) ? sheet.concludes : null;
  const step = own?.action ?? concludes;
  const drafted = concludes !== null && sheet.rows.every(({ conclusion }) => conclusion !== null);
  const first = concludes ? firstDrafts(sheet.rows) : {};
  const [drafts, setDrafts] = useState<Drafts>(first);
  const [touched, setTouched] = useState(false);
  const [keys, setKeys] = useState<string[]>([]);
  const [show, setShow] = useState<Shown>('all');
  const [words, setWords] = useState('');
  const change = (nos: readonly number[], draft: Draft) => {
    setTouched(true);
    setDrafts((all) => ({ ...all, ...Object.fromEntries(nos.map((no) => [no, { ...all[no], ...draft }])) }));
  };
  const withGround = new Set(sheet.conclusions.filter(({ ground }) => ground).map(({ code }) => code));
  const signed = own ? signedRows(sheet.rows, drafts) : [];
  const send = () =>
    act.mutate({
      params: { id: sheet.id, action: step! },
      body: {
        version: sheet.version,
        data: own ? { signed } : { conclusions: concludedRows(sheet.rows, drafts, withGround) },
      },
    });
  const options = own
    ? RESULTS.map((value) => ({ value: value as string, label: t(value) }))
    : sheet.conclusions.map(({ code, title }) => ({ value: code, label: title }));
  const places = own ? [own.code] : sheet.places.map(({ code }) => code);
  const chosen = sheet.rows
    .filter((row) => keys.includes(String(row.no)) && !(own && row.near))
    .map(({ no }) => no);
  return (
    <>
      <LeaveGuard when={touched && !act.isPending && !act.isSuccess} />
      {own && <p className="no-print">{t('signAbout')}</p>}
      {concludes && <p className="no-print">{t('concludeAbout')}</p>}
      {!step && !sheet.final && sheet.concludes && <p>{t('notYet')}</p>}
      <DataTable
        id="opinion-sheet"
        caption={t('sheet')}
        rows={shownRows(sheet.rows, { show, words, places })}
        rowKey={(row) => String(row.no)}
        filters={
          <>
            <FilterText
              label={t('search')}
              value={words || undefined}
              onChange={(text) => setWords(text ?? '')}
            />
            <FilterSelect
              label={t('filter')}
              value={show === 'all' ? undefined : show}
              onChange={(value) => setShow((value as Shown | undefined) ?? 'all')}
              options={[
                { value: 'measures', label: t('withMeasures') },
                ...(places.length > 0 ? [{ value: 'unsigned', label: t('unsigned') }] : []),
              ]}
            />
          </>
        }
        {...(step
          ? {
              selection: {
                keys,
                onChange: setKeys,
                disabled: (row: OpinionSheet['rows'][number]) => own !== undefined && row.near,
                label: (row: OpinionSheet['rows'][number]) => row.name,
              },
            }
          : {})}
        columns={sheetColumns({
          t,
          sheet,
          mode: own ? 'sign' : concludes ? 'conclude' : 'read',
          drafts,
          options,
          withGround,
          onChange: (no, draft) => change([no], draft),
        })}
      />
      {step && (
        <div className="sheet-bar no-print">
          {chosen.length > 0 && (
            <>
              <span>{t('chosen', { count: chosen.length })}</span>
              <Select
                className="sheet-choice"
                aria-label={t('setChosen')}
                placeholder={t('setChosen')}
                value={null}
                onChange={(value: string | null) => value && change(chosen, { value })}
                options={options}
              />
            </>
          )}
          <Button
            type={drafted && !touched ? 'default' : 'primary'}
            loading={act.isPending}
            disabled={own !== undefined && signed.length === 0}
            onClick={send}
          >
            {own ? t('signNow', { count: signed.length }) : t('concludeNow')}
          </Button>
          {own && signed.length === 0 && <span className="absent">{t('nothingSet')}</span>}
        </div>
      )}
      <ProblemAlert problem={act.error} />
    </>
  );
}
