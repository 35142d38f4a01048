import { Segmented } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { useTemplates } from './document.api.ts';
import { texts } from './texts.ts';

/** Every template, by kind of work. */
export default function TemplateListPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<'work'>();
  const templates = useTemplates();
  return (
    <Page title={t('templates')} description={t('templatesAbout')}>
      <Loaded read={templates}>
        {({ items, workKinds }) => (
          <DataTable
            id="templates"
            caption={t('templates')}
            rows={items.filter((item) => !url.work || item.work.some(({ code }) => code === url.work))}
            rowKey={(row) => row.code}
            open={(row) => `/templates/${row.code}`}
            filters={
              <Segmented
                aria-label={t('work')}
                value={url.work ?? ''}
                onChange={(work) => change({ work: work || undefined })}
                options={[
                  { value: '', label: t('allWork') },
                  ...workKinds.map(({ code, title }) => ({ value: code, label: title })),
                ]}
              />
            }
            columns={[
              { key: 'title', title: t('title'), render: (row) => row.title },
              {
                key: 'work',
                title: t('work'),
                render: (row) => row.work.map(({ title }) => title).join(comma()),
              },
              { key: 'layout', title: t('layout'), render: (row) => t(`layout.${row.layout}`), nowrap: true },
              { key: 'fields', title: t('fieldCount'), render: (row) => row.fields, align: 'end' },
              {
                key: 'own',
                title: t('usedFile'),
                render: (row) => (row.own ? <StatusTag title={t('own')} tone="live" /> : t('packs')),
                nowrap: true,
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
