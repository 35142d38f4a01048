import { Segmented } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useMayAny } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useSlips } from './keeping.api.ts';
import { texts } from './keeping.texts.ts';

/** Reading slips; approving, opening and returning are steps of the slip's own matter. */
export default function SlipListPage() {
  const t = useText(texts);
  const may = useMayAny();
  const [url, change] = useUrlState<'scope'>();
  const slips = useSlips({ scope: url.scope });
  const scopes = [
    { value: 'mine', label: t('mine') },
    ...(may('reading.approve') ? [{ value: 'to-approve', label: t('toApprove') }] : []),
    ...(may('reading.ledger') ? [{ value: 'ledger', label: t('ledger') }] : []),
  ];
  return (
    <Page title={t('slips')} description={t('slipsAbout')}>
      <DataTable
        id="reading-slips"
        caption={t('slips')}
        pages={slips}
        rowKey={(slip) => slip.matterId}
        open={(slip) => `/matters/${slip.matterId}`}
        empty={<EmptyState title={t('noSlips')} />}
        filters={
          <Segmented options={scopes} value={url.scope ?? 'mine'} onChange={(scope) => change({ scope })} />
        }
        columns={[
          { key: 'purpose', title: t('purpose'), render: (slip) => slip.purposeTitle },
          { key: 'subject', title: t('subject'), render: (slip) => slip.subject.name, nowrap: true },
          { key: 'reader', title: t('reader'), render: (slip) => slip.reader, nowrap: true },
          { key: 'until', title: t('until'), render: (slip) => <Day day={slip.until} />, nowrap: true },
          {
            key: 'state',
            title: t('state'),
            render: (slip) => <StatusTag title={slip.stateTitle} tone={slip.inForce ? 'live' : 'plain'} />,
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
