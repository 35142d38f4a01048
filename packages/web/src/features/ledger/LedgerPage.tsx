import { Button } from 'antd';
import { useState } from 'react';
import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useSay } from '../../lib/language.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { EntryDetail } from './EntryDetail.tsx';
import { kindOf, wordsOf } from './event.words.ts';
import { LedgerFilters } from './LedgerFilters.tsx';
import './ledger.css';
import { type Entry, useEvents } from './ledger.api.ts';
import { type FILTERS, whyOf } from './ledger.format.ts';
import { texts } from './texts.ts';

type Key = NonNullable<(typeof texts)['keys']>;

/** Which pack an entry is about. */
function packOf(data: unknown): string | undefined {
  const { code, version } = (data ?? {}) as { code?: string; version?: string };
  return typeof version === 'string' ? [code, version].filter(Boolean).join(' ') : undefined;
}

/** Enough of an id to tell two rows apart; the details hold the whole. */
const shortId = (id: string) => id.slice(-8);

const columnsOf = (t: Say<Key>, say: ReturnType<typeof useSay>): Column<Entry>[] => [
  { key: 'at', title: t('at'), render: (row) => <Moment at={row.at} />, nowrap: true },
  { key: 'who', title: t('who'), render: (row) => row.accountName ?? t('system'), nowrap: true },
  { key: 'organ', title: t('organ'), render: (row) => row.organName ?? '' },
  {
    key: 'what',
    title: t('what'),
    render: (row) => (
      <>
        {say(wordsOf(row.type))}
        {row.step && ` · ${row.step}`}{' '}
        {row.kind === 'open' && !/\.(opened|read)$/.test(row.type) && (
          <StatusTag title={t('kind.open')} tone="quiet" />
        )}
      </>
    ),
  },
  {
    key: 'object',
    title: t('object'),
    render: (row) => (
      <>
        {say(kindOf(row))}{' '}
        {row.about ?? packOf(row.data) ?? (row.entityId && <code>{shortId(row.entityId)}</code>)}
      </>
    ),
  },
  { key: 'why', title: t('why'), render: (row) => whyOf(row.data) ?? '' },
  {
    key: 'subject',
    title: t('subject'),
    render: (row) => row.subjectId && <code>{shortId(row.subjectId)}</code>,
    nowrap: true,
  },
];

/** The ledger: who did what and why, newest first. */
export default function LedgerPage() {
  const t = useText(texts);
  const say = useSay();
  const [url, setUrl] = useUrlState<(typeof FILTERS)[number]>();
  const events = useEvents(url);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const tools: Column<Entry> = {
    key: 'details',
    title: t('details'),
    align: 'end',
    fixed: true,
    render: (row) => (
      <Button size="small" aria-expanded={open.has(row.id)} onClick={() => toggle(row.id)}>
        {open.has(row.id) ? t('hide') : t('details')}
      </Button>
    ),
  };
  return (
    <Page title={t('ledger')} description={t('about')}>
      <DataTable
        id="ledger"
        caption={t('ledger')}
        pages={events}
        columns={[...columnsOf(t, say), tools]}
        rowKey={(row) => row.id}
        detail={(row) => open.has(row.id) && <EntryDetail entry={row} onFilter={setUrl} />}
        empty={<EmptyState title={t('nothing')}>{t('nothingAbout')}</EmptyState>}
        filters={<LedgerFilters filter={url} onChange={setUrl} />}
      />
    </Page>
  );
}
