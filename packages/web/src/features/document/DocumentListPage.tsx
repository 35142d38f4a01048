import { Segmented } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useDocuments } from './document.api.ts';
import { signerOf } from './signer.ts';
import { texts } from './texts.ts';

type State = 'state' | 'subjectId' | 'matterId';

/** The register of issued documents: every number of every series, void ones too. */
export default function DocumentListPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<State>();
  const pages = useDocuments(url as Parameters<typeof useDocuments>[0]);
  return (
    <Page title={t('documents')} description={t('documentsAbout')}>
      <DataTable
        id="documents"
        caption={t('documents')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/documents/${row.id}`}
        rowTone={(row) => (row.voided ? 'quiet' : undefined)}
        empty={<EmptyState title={t('documentsNone')} />}
        filters={
          <Segmented
            aria-label={t('state')}
            value={url.state ?? ''}
            onChange={(state) => change({ state: state || undefined })}
            options={[
              { value: '', label: t('all') },
              { value: 'valid', label: t('valid') },
              { value: 'void', label: t('void') },
            ]}
          />
        }
        columns={[
          { key: 'number', title: t('number'), render: (row) => row.number, nowrap: true },
          { key: 'title', title: t('template'), render: (row) => row.title },
          { key: 'subject', title: t('subject'), render: (row) => row.subject?.name ?? '—' },
          { key: 'issuer', title: t('issuer'), render: (row) => row.issuer.name },
          { key: 'on', title: t('issuedOn'), render: (row) => <Day day={row.issuedOn} />, nowrap: true },
          { key: 'by', title: t('issuedBy'), render: (row) => signerOf(t, row), nowrap: true },
          {
            key: 'state',
            title: t('state'),
            render: (row) =>
              row.voided ? (
                <StatusTag title={t('void')} tone="late" hint={row.voided.reason} />
              ) : (
                <StatusTag title={t('valid')} tone="done" />
              ),
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
