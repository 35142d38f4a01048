import { MOST_HANDED_OVER } from '@plumbline/contract/matter';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { Page } from '../../kit/Page.tsx';
import { ReasonDialog } from '../../kit/ReasonDialog.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { rowsOf } from '../../lib/data.ts';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { ColleagueSelect } from './ColleagueSelect.tsx';
import { matterOf, partsOf, type Takers } from './hand-over.ts';
import { type MatterSummary, useHandlers, useHandOver, useMatters } from './matter.api.ts';
import { columnsOf } from './matter.columns.tsx';
import { HAND_OVER } from './staffing.ts';
import { texts } from './texts.ts';

/** The open matters of somebody who leaves, handed to one colleague or to several in one step. */
export default function HandOverPage() {
  const t = useText(texts);
  const handlers = useHandlers();
  const [{ account }, change] = useUrlState<'account'>();
  return (
    <Page
      title={t('handOverMany')}
      description={t('handOverManyAbout')}
      breadcrumbs={[{ title: t('list'), to: '/matters' }, { title: t('handOverMany') }]}
    >
      <Loaded read={handlers}>
        {({ items }) => (
          <>
            <div className="table-bar">
              <div className="table-filters">
                <FilterSelect
                  label={t('handOverFrom')}
                  value={account}
                  onChange={(next) => change({ account: next })}
                  options={items.map(({ id, name, closed, open }) => ({
                    value: id,
                    label: t(closed ? 'handlerClosed' : 'handlerOpen', { name, count: open }),
                  }))}
                />
              </div>
            </div>
            {account ? (
              <MattersOf key={account} account={account} />
            ) : (
              <EmptyState title={t('handOverFromMissing')} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MattersOf({ account }: { account: string }) {
  const t = useText(texts);
  const pages = useMatters({ accountId: account, open: 'true', limit: MOST_HANDED_OVER });
  const [ticked, setTicked] = useState<string[]>([]);
  const [taker, setTaker] = useState<{ id: string; name: string }>();
  const [takers, setTakers] = useState<Takers>({});
  const rows = rowsOf(pages);
  const isMine = (row: MatterSummary) => row.allowed.includes(HAND_OVER);
  const give = (to: { id: string; name: string } | undefined) => {
    const rest = Object.entries(takers).filter(([id]) => !ticked.includes(id));
    setTakers(Object.fromEntries([...rest, ...(to ? ticked.map((id) => [id, to] as const) : [])]));
    setTicked([]);
  };
  return (
    <DataTable<MatterSummary>
      id="hand-over"
      caption={t('handOverMany')}
      pages={pages}
      rowKey={(row) => row.id}
      open={(row) => row.link}
      columns={[
        ...columnsOf(t),
        {
          key: 'taker',
          title: t('handOverTo'),
          render: (row) => takers[row.id]?.name ?? '—',
          nowrap: true,
          fixed: true,
        },
      ]}
      selection={{
        keys: ticked,
        onChange: setTicked,
        disabled: (row) => !isMine(row),
        label: (row) => row.title,
      }}
      empty={<EmptyState title={t('handOverNone')} />}
      filters={
        <>
          <span className="hand-over-taker">
            <ColleagueSelect
              label={t('handOverTo')}
              without={account}
              {...(ticked[0] ? { takesOver: ticked[0] } : {})}
              {...(taker ? { value: taker.id } : {})}
              onChange={(id, name) => setTaker({ id, name })}
            />
          </span>
          <Button disabled={!taker || ticked.length === 0} onClick={() => give(taker)}>
            {t('handOverGive', { count: ticked.length })}
          </Button>
          {ticked.some((id) => takers[id]) && (
            <Button onClick={() => give(undefined)}>{t('handOverKeep')}</Button>
          )}
        </>
      }
      tools={
        <Send
          account={account}
          takers={takers}
          titles={new Map(rows.map((row) => [row.id, row.title]))}
          onDone={() => setTakers({})}
        />
      }
    />
  );
}

interface SendProps {
  account: string;
  takers: Takers;
  titles: ReadonlyMap<string, string>;
  onDone: () => void;
}

/** Hands over what has a taker, all of it or nothing; what stands in the way is named matter by matter. */
function Send({ account, takers, titles, onDone }: SendProps) {
  const t = useText(texts);
  const { message } = App.useApp();
  const handOver = useHandOver();
  const [open, setOpen] = useState(false);
  const parts = partsOf(takers);
  const count = Object.keys(takers).length;
  const problem = handOver.error;
  const refused =
    problem instanceof ProblemError
      ? problem.faults.flatMap((fault) => {
          const title = titles.get(matterOf(fault, parts) ?? '');
          return title === undefined
            ? []
            : [{ pointer: fault.pointer ?? '', text: `${title}: ${fault.detail}` }];
        })
      : [];
  const close = () => {
    setOpen(false);
    handOver.reset();
  };
  const send = async (reason: string) => {
    const { done } = await handOver.mutateAsync({
      body: { from: account, reason, parts: parts.map(({ to, matterIds }) => ({ to, matterIds })) },
    });
    close();
    onDone();
    void message.success(t('handedOverMany', { count: done }));
  };
  return (
    <>
      <Button type="primary" disabled={count === 0 || count > MOST_HANDED_OVER} onClick={() => setOpen(true)}>
        {t('handOverSend', { count })}
      </Button>
      <ReasonDialog
        open={open}
        title={t('handOverSend', { count })}
        confirmLabel={t('handOverSend', { count })}
        problem={refused.length > 0 ? undefined : problem}
        busy={handOver.isPending}
        onConfirm={(reason) => void send(reason).catch(() => undefined)}
        onCancel={close}
      >
        <ul>
          {parts.map(({ to, name, matterIds }) => (
            <li key={to}>{t('handOverPart', { name, count: matterIds.length })}</li>
          ))}
        </ul>
        <p aria-live="polite">{handOver.isPending ? t('handingOver', { count }) : t('handOverAllOrNone')}</p>
        {refused.length > 0 && (
          <Alert
            type="error"
            role="alert"
            title={t('handOverRefused', { count: refused.length })}
            description={
              <ul>
                {refused.map(({ pointer, text }) => (
                  <li key={pointer}>{text}</li>
                ))}
              </ul>
            }
          />
        )}
      </ReasonDialog>
    </>
  );
}
