import { Segmented } from 'antd';
import { Day, Moment } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { comma } from '../../lib/language.ts';
import { useMayAny } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { type Slip, useReadingForm, useSlips } from './reading.api.ts';
import { texts } from './reading.texts.ts';

type Filter = 'scope' | 'open' | 'purpose' | 'q' | 'from' | 'to';
type Key = NonNullable<(typeof texts)['keys']>;

/** Reading slips: the own ones, those to decide on, and the ledger of all, with filters and print. */
export default function SlipListPage() {
  const t = useText(texts);
  const may = useMayAny();
  const [url, change] = useUrlState<Filter>();
  // Who approves comes for what waits.
  const scope = url.scope ?? (may('reading.approve') ? 'to-approve' : 'mine');
  const slips = useSlips({ ...url, scope });
  const form = useReadingForm(may('reading.request'));
  const scopes = [
    { value: 'mine', label: t('mine') },
    ...(may('reading.approve') ? [{ value: 'to-approve', label: t('toApprove') }] : []),
    ...(may('reading.ledger') ? [{ value: 'ledger', label: t('ledger') }] : []),
  ];
  const none = scope === 'mine' ? 'noMine' : scope === 'to-approve' ? 'noToApprove' : 'noLedger';
  return (
    <Page
      title={scope === 'ledger' ? t('ledger') : t('slips')}
      description={t('slipsAbout')}
      actions={<PrintAction pages={slips} />}
    >
      <DataTable
        id={`reading-${scope}`}
        caption={scope === 'ledger' ? t('ledger') : t('slips')}
        pages={slips}
        rowKey={(slip) => slip.matterId}
        open={(slip) => `/reading-slips/${slip.matterId}`}
        empty={<EmptyState title={t(none)} />}
        filters={
          <>
            <Segmented options={scopes} value={scope} onChange={(value) => change({ scope: value })} />
            {scope !== 'to-approve' && (
              <FilterSelect
                label={t('filterState')}
                value={url.open}
                onChange={(open) => change({ open })}
                options={[
                  { value: 'true', label: t('running') },
                  { value: 'false', label: t('ended') },
                ]}
              />
            )}
            {scope === 'ledger' && (
              <>
                <FilterSelect
                  label={t('purpose')}
                  value={url.purpose}
                  onChange={(purpose) => change({ purpose })}
                  options={(form.data?.purposes ?? []).map(({ code, title }) => ({
                    value: code,
                    label: title,
                  }))}
                />
                <FilterText label={t('filterWho')} value={url.q} onChange={(q) => change({ q })} />
                <DayInput
                  label={t('from')}
                  value={url.from ?? null}
                  onChange={(from) => change({ from: from ?? undefined })}
                />
                <DayInput
                  label={t('to')}
                  value={url.to ?? null}
                  onChange={(to) => change({ to: to ?? undefined })}
                />
              </>
            )}
          </>
        }
        columns={columnsOf(t, scope === 'mine')}
      />
    </Page>
  );
}

const columnsOf = (t: Say<Key>, own: boolean): Column<Slip>[] => [
  { key: 'number', title: t('number'), render: (slip) => slip.number ?? t('slip'), nowrap: true },
  {
    key: 'subject',
    title: t('subject'),
    render: ({ subject }) =>
      subject.kind === 'unit' ? (
        <UnitLink id={subject.id}>{subject.name}</UnitLink>
      ) : (
        <PersonLink id={subject.id}>{subject.name}</PersonLink>
      ),
  },
  ...(own ? [] : [{ key: 'reader', title: t('reader'), render: (slip: Slip) => slip.reader, nowrap: true }]),
  { key: 'purpose', title: t('purpose'), render: (slip) => slip.purposeTitle, nowrap: true },
  {
    key: 'items',
    title: t('items'),
    render: (slip) => slip.items.map((item) => item.title).join(comma()) || t('allItems'),
  },
  {
    key: 'requested',
    title: t('requestedAt'),
    render: (slip) => <Moment at={slip.requestedAt} />,
    nowrap: true,
  },
  { key: 'granted', title: t('grantedBy'), render: (slip) => slip.grantedBy ?? '—', nowrap: true },
  { key: 'opened', title: t('openedAt'), render: (slip) => <Moment at={slip.openedAt} />, nowrap: true },
  { key: 'until', title: t('until'), render: (slip) => <Day day={slip.until} />, nowrap: true },
  {
    key: 'ended',
    title: t('endedAt'),
    render: (slip) => <Moment at={slip.endedAt} />,
    nowrap: true,
    hidden: true,
  },
  {
    key: 'state',
    title: t('state'),
    render: (slip) => <StatusTag title={slip.stateTitle} tone={slip.inForce ? 'live' : 'plain'} />,
    nowrap: true,
  },
];
