import type { Organ, OrganSummary } from '@plumbline/contract/organs';
import { Link } from '@tanstack/react-router';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { usePathParam } from '../../lib/url.ts';
import './identity.css';
import { useOrgan } from './identity.api.ts';
import { OrganActions } from './OrganActions.tsx';
import { OrganReaches } from './OrganReaches.tsx';
import { texts } from './organ.texts.ts';

export default function OrganPage() {
  const organ = useOrgan(usePathParam('id'));
  return <Loaded read={organ}>{(data) => <OrganView organ={data} />}</Loaded>;
}

function OrganView({ organ }: { organ: Organ }) {
  const t = useText(texts);
  const mayAccounts = useMay('account.read');
  const parent = organ.path.at(-1);
  const closed = organ.activeTo !== null && organ.activeTo < todayHere();
  return (
    <Page
      title={organ.name}
      tag={<StatusTag title={closed ? t('closed') : organ.kindTitle} tone={closed ? 'quiet' : 'plain'} />}
      breadcrumbs={[
        { title: t('organs'), to: '/organs' },
        ...organ.path.map(({ id, name }) => ({ title: name, to: `/organs/${id}` })),
        { title: organ.name },
      ]}
      actions={<OrganActions organ={organ} />}
    >
      <Section title={t('organ')}>
        <Facts
          columns={3}
          facts={[
            { label: t('kind'), value: organ.kindTitle },
            { label: t('code'), value: organ.code },
            { label: t('nameEn'), value: organ.nameEn },
            { label: t('parent'), value: parent?.name ?? t('noParent') },
            { label: t('activeFrom'), value: organ.activeFrom },
            organ.activeTo !== null && { label: t('closedOn'), value: organ.activeTo },
            mayAccounts && {
              label: t('holders'),
              value: (
                <Link to="/accounts" search={{ organId: organ.id } as never}>
                  {t('see')}
                </Link>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('children')}>
        <Children organs={organ.children} />
      </Section>
      <OrganReaches organ={organ} />
    </Page>
  );
}

function Children({ organs }: { organs: readonly OrganSummary[] }) {
  const t = useText(texts);
  return (
    <DataTable
      id="organ-children"
      caption={t('children')}
      bare
      rows={organs}
      rowKey={(row) => row.id}
      open={(row) => `/organs/${row.id}`}
      columns={[
        { key: 'name', title: t('name'), render: (row) => row.name },
        { key: 'kind', title: t('kind'), render: (row) => row.kindTitle },
        { key: 'code', title: t('code'), render: (row) => row.code, nowrap: true },
        { key: 'to', title: t('closedOn'), render: (row) => row.activeTo ?? '', nowrap: true },
      ]}
      empty={<EmptyState title={t('noChildren')} />}
    />
  );
}
