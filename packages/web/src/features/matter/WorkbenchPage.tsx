import { Alert, Button, Input, Modal, Progress, Tabs } from 'antd';
import { useState } from 'react';
import { Due } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useAct, useWorkbench, type Workbench, type WorkItem } from './matter.api.ts';
import { TitleAbout } from './TitleAbout.tsx';
import { texts } from './texts.ts';

/** The desk: what is to do, what waits on others, what runs late. */
export default function WorkbenchPage() {
  const t = useText(texts);
  const desk = useWorkbench();
  return (
    <Page title={t('workbench')} description={t('workbenchAbout')}>
      <Loaded read={desk}>{(data) => <Desk desk={data} />}</Loaded>
    </Page>
  );
}

const LISTS = ['todo', 'waiting', 'late'] as const;

function Desk({ desk }: { desk: Workbench }) {
  const t = useText(texts);
  const [url, change] = useUrlState<'list'>();
  return (
    <Tabs
      activeKey={url.list ?? 'todo'}
      onChange={(list) => change({ list: list === 'todo' ? undefined : list })}
      items={LISTS.map((list) => ({
        key: list,
        label: `${t(list)} ${desk.counts[list]}`,
        children: <WorkList list={list} items={desk[list]} />,
      }))}
    />
  );
}

function WorkList({ list, items }: { list: (typeof LISTS)[number]; items: readonly WorkItem[] }) {
  const t = useText(texts);
  const [chosen, setChosen] = useState<string[]>([]);
  const columns: Column<WorkItem>[] = [
    { key: 'title', title: t('title'), render: (row) => <TitleAbout {...row} /> },
    { key: 'procedure', title: t('procedure'), render: (row) => row.procedureTitle, nowrap: true },
    { key: 'why', title: t('why'), render: (row) => row.whyText, nowrap: true },
    {
      key: 'state',
      title: t('state'),
      render: (row) => <StatusTag title={row.stateTitle} tone={row.overdue ? 'late' : 'live'} />,
      nowrap: true,
    },
    { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
    {
      key: 'due',
      title: t('due'),
      render: (row) => <Due day={row.dueOn} provisional={row.provisional} />,
      nowrap: true,
    },
  ];
  const approvable = (row: WorkItem) => row.why === 'approve';
  const rows = items.filter((row) => chosen.includes(row.id));
  return (
    <DataTable
      id={`desk-${list}`}
      caption={t(list)}
      columns={columns}
      rows={items}
      rowKey={(row) => row.id}
      open={(row) => row.link}
      rowTone={(row) => (row.overdue ? 'late' : undefined)}
      empty={<EmptyState title={t(`${list}None`)} />}
      {...(list === 'todo'
        ? {
            // Stays while the last request is approved: it tells what came of it.
            tools: <ApproveMany rows={rows} onDone={() => setChosen([])} />,
            ...(items.some(approvable)
              ? {
                  selection: {
                    keys: chosen,
                    onChange: setChosen,
                    disabled: (row: WorkItem) => !approvable(row),
                    label: (row: WorkItem) => row.title,
                  },
                }
              : {}),
          }
        : {})}
    />
  );
}

/** Approves what was chosen after one reading, one by one; what is refused is named. */
function ApproveMany({ rows, onDone }: { rows: readonly WorkItem[]; onDone: () => void }) {
  const t = useText(texts);
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [opinion, setOpinion] = useState('');
  const [run, setRun] = useState<{ rows: readonly WorkItem[]; done: number; faults: string[] }>();
  const busy = run !== undefined && run.done < run.rows.length;
  const start = async () => {
    const all = rows;
    const faults: string[] = [];
    setRun({ rows: all, done: 0, faults });
    for (const [i, row] of all.entries()) {
      try {
        await act.mutateAsync({
          params: { id: row.id, action: 'approval.approve' },
          body: { version: row.version, ...(opinion.trim() ? { reason: opinion.trim() } : {}) },
        });
      } catch (error) {
        const detail = error instanceof ProblemError ? error.message : String(error);
        faults.push(t('notApproved', { title: row.title, detail }));
      }
      setRun({ rows: all, done: i + 1, faults: [...faults] });
    }
  };
  const close = () => {
    setOpen(false);
    if (run) onDone();
    setRun(undefined);
    setOpinion('');
  };
  return (
    <>
      <Button type="primary" disabled={rows.length === 0} onClick={() => setOpen(true)}>
        {t('approveMany')}
      </Button>
      <Modal
        open={open}
        title={t('approveMany')}
        okText={t('approveMany')}
        okButtonProps={{ loading: busy, style: run ? { display: 'none' } : {} }}
        cancelButtonProps={{ disabled: busy }}
        onOk={() => void start()}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {run ? (
          <div aria-live="polite">
            <Progress
              percent={Math.round((100 * run.done) / run.rows.length)}
              aria-label={t('approving', { done: run.done, count: run.rows.length })}
            />
            <p>
              {busy
                ? t('approving', { done: run.done, count: run.rows.length })
                : t('approvedMany', { count: run.rows.length - run.faults.length })}
            </p>
            {run.faults.map((fault) => (
              <Alert key={fault} type="error" title={fault} />
            ))}
          </div>
        ) : (
          <>
            <p>{t('approveManyAbout', { count: rows.length })}</p>
            <Input.TextArea
              aria-label={t('opinion')}
              placeholder={t('opinion')}
              value={opinion}
              maxLength={2000}
              autoSize={{ minRows: 2 }}
              onChange={(event) => setOpinion(event.target.value)}
            />
          </>
        )}
      </Modal>
    </>
  );
}
