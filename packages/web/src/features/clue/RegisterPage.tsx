import { exportClueRegister } from '@plumbline/contract/clue-register';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StepActions } from '../../kit/pack-form/StepActions.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import {
  type RegisterDuty,
  type RegisterFilter,
  type RegisterHead,
  type RegisterLine,
  useOrgans,
  useRegisterLines,
  useRegisterStep,
  useRegisters,
} from './clue.api.ts';
import { widthOf } from './clue.format.ts';
import { FiguresOfMonth } from './FiguresOfMonth.tsx';
import { texts } from './register.texts.ts';
import './clue.css';

const FIGURES = 'figures';

/** The registers of the pack, one at a time, each with all its columns, and the figures of a month. */
export default function RegisterPage() {
  const t = useText(texts);
  const registers = useRegisters();
  const mayCount = useMay('clue.supervise');
  const [url, change] = useUrlState<'register' | keyof RegisterFilter | 'month'>();
  return (
    <Loaded read={registers}>
      {({ items }) => {
        const counts = mayCount && url.register === FIGURES;
        const chosen = items.find((item) => item.code === url.register) ?? items[0];
        if (!chosen) return <EmptyState title={t('none')} />;
        const here = counts ? FIGURES : chosen.code;
        // Plain buttons: a row of tabs that does not fit hides some behind a button that is none.
        const tabs = (
          <nav aria-label={t('registers')} className="register-nav">
            {[
              ...items.map(({ code, title, count }) => ({ code, label: `${title} ${count}` })),
              ...(mayCount ? [{ code: FIGURES, label: t('figures') }] : []),
            ].map(({ code, label }) => (
              <Button
                key={code}
                size="small"
                type={code === here ? 'primary' : 'text'}
                aria-current={code === here ? 'page' : undefined}
                onClick={() =>
                  change({ register: code, owing: undefined, officeId: undefined, month: undefined })
                }
              >
                {label}
              </Button>
            ))}
          </nav>
        );
        return counts ? (
          <FiguresOfMonth tabs={tabs} />
        ) : (
          <Register key={chosen.code} chosen={chosen} tabs={tabs} />
        );
      }}
    </Loaded>
  );
}

function Register({ chosen, tabs }: { chosen: RegisterHead; tabs: React.ReactNode }) {
  const t = useText(texts);
  const { code, title, note, columns, steps, duty } = chosen;
  const [{ owing, officeId }, change] = useUrlState<keyof RegisterFilter>();
  const filter: RegisterFilter = { ...(owing ? { owing: 'true' } : {}), ...(officeId ? { officeId } : {}) };
  const pages = useRegisterLines(code, filter);
  const organs = useOrgans();
  const [keys, setKeys] = useState<string[]>([]);
  const all = rowsOf(pages);
  const rows = all.filter(({ id }) => keys.includes(id));
  const may = steps.filter((step) => rows.every(({ allowed }) => allowed.includes(step.code)));
  const step = useRegisterStep();
  // The first page says how many the filter leaves.
  const count = pages.data?.pages[0]?.count ?? chosen.count;
  return (
    <Page
      title={title}
      description={note ?? t('about')}
      actions={
        <>
          <SaveFile
            label={t('exportList')}
            route={exportClueRegister}
            asked={{ params: { code }, query: filter }}
            button={{ size: 'middle' }}
          />
          <PrintAction pages={pages} />
        </>
      }
    >
      {tabs}
      {duty && <Owed duty={duty} />}
      <p className="absent">{t('count', { count })}</p>
      <DataTable<RegisterLine>
        id={`register.${code}`}
        caption={title}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/clues/${row.id}`}
        rowTone={(row) => (row.overdue || (row.owes && duty?.late) ? 'late' : undefined)}
        empty={<EmptyState title={owing ? t('owingNone') : t('none')} />}
        filters={
          <>
            {duty && (
              <Checkbox
                checked={owing === 'true'}
                onChange={(event) => change({ owing: event.target.checked ? 'true' : undefined })}
              >
                {t('owingOnly')}
              </Checkbox>
            )}
            <FilterSelect
              label={t('office')}
              value={officeId}
              onChange={(value) => change({ officeId: value })}
              options={(organs.data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        }
        {...(steps.length > 0
          ? {
              selection: {
                keys,
                onChange: setKeys,
                disabled: ({ allowed }: RegisterLine) => allowed.length === 0,
                label: ({ cells, id }: RegisterLine) => cells.number ?? id,
              },
              tools: rows.length > 0 && (
                <StepActions
                  size="small"
                  actions={may}
                  onTake={async (action, body) => {
                    await step.mutateAsync({
                      params: { code, action },
                      body: { ids: rows.map(({ id }) => id), ...body },
                    });
                    setKeys([]);
                  }}
                />
              ),
            }
          : {})}
        columns={columns.map((column) => ({
          key: column.code,
          title: column.title,
          minWidth: widthOf(all.map((row) => row.cells[column.code])),
          render: (row) => row.cells[column.code] ?? <span className="absent">—</span>,
        }))}
      />
      {rows.length > 0 && may.length === 0 && <p role="status">{t('stepsDiffer')}</p>}
    </Page>
  );
}

/** What the files owe of the last period, until when, and how many still do. */
function Owed({ duty }: { duty: RegisterDuty }) {
  const t = useText(texts);
  return (
    <p className={duty.late && duty.owing > 0 ? 'late' : undefined}>
      {duty.title} · <Day day={duty.from} />–<Day day={duty.to} /> · {t('owedUntil')} <Day day={duty.dueOn} />
      {duty.provisional && t('owedProvisional')} ·{' '}
      {duty.owing > 0 ? t('owing', { count: duty.owing }) : t('owedDone')}
    </p>
  );
}
