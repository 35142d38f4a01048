import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { usePacks } from './pack.api.ts';
import { texts } from './pack.texts.ts';

/** Packs of this server in all their versions. */
export default function PackListPage() {
  const t = useText(texts);
  const packs = usePacks();
  return (
    <Page
      title={t('packs')}
      description={
        <>
          {t('packsAbout')} {t('install')}: <code>npx plumbline pack install DIR</code>
        </>
      }
    >
      <Loaded read={packs}>
        {({ items }) => (
          <DataTable
            id="packs"
            caption={t('packs')}
            rows={items.flatMap(({ versions, ...pack }) => versions.map((one) => ({ ...pack, ...one })))}
            rowKey={(row) => `${row.code} ${row.version}`}
            open={(row) => `/packs/${row.code}?version=${row.version}`}
            rowTone={(row) => (row.inForce ? undefined : 'quiet')}
            empty={<EmptyState title={t('none')} />}
            columns={[
              {
                key: 'title',
                title: t('pack'),
                render: (row) => (
                  <>
                    {row.title} <small className="figures">{row.code}</small>
                  </>
                ),
              },
              { key: 'version', title: t('version'), render: (row) => row.version, nowrap: true },
              {
                key: 'force',
                title: t('force'),
                render: (row) => (
                  <StatusTag
                    title={row.inForce ? t(row.own ? 'inForce' : 'inForceOther') : t('kept')}
                    tone={row.inForce ? (row.own ? 'done' : 'plain') : 'quiet'}
                  />
                ),
              },
              {
                key: 'since',
                title: t('since'),
                render: (row) => (row.since ? <Moment at={row.since} /> : '—'),
                nowrap: true,
              },
              {
                key: 'installed',
                title: t('installed'),
                render: (row) => <Moment at={row.installedAt} />,
                nowrap: true,
              },
              {
                key: 'origin',
                title: t('origin'),
                render: (row) => t(row.shipped ? 'shipped' : 'ownInstall'),
                nowrap: true,
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
