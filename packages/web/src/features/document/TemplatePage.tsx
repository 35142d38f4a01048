import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DocumentView } from '../../kit/document/DocumentView.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { comma, semicolon } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type TemplateDetail, templateFile, useTemplate, useTemplatePreview } from './document.api.ts';
import { ReplaceTemplate } from './ReplaceTemplate.tsx';
import { TemplateHistory } from './TemplateHistory.tsx';
import { texts } from './texts.ts';

/** One template: its fields, a preview, the files of offices. */
export default function TemplatePage() {
  const template = useTemplate(usePathParam('code'));
  return <Loaded read={template}>{(data) => <TemplateView template={data} />}</Loaded>;
}

function TemplateView({ template }: { template: TemplateDetail }) {
  const t = useText(texts);
  const mayIssue = useMay('document.issue');
  const [versionId, show] = useState<string | undefined>(
    template.versions.find((version) => version.inForce)?.id,
  );
  const preview = useTemplatePreview(template.code, versionId);
  return (
    <Page
      title={template.title}
      breadcrumbs={[{ title: t('templates'), to: '/templates' }, { title: template.title }]}
      actions={
        <>
          {mayIssue && template.byHand && (
            <Link to={`/documents/new/${template.code}` as string}>{t('issue')}</Link>
          )}
          <a href={templateFile(template.code)}>{t('download')}</a>
          {template.allowed.includes('replace') && <ReplaceTemplate template={template} />}
        </>
      }
    >
      <Section title={t('fields')}>
        <Facts
          facts={[
            { label: t('work'), value: template.work.map(({ title }) => title).join(comma()) },
            { label: t('layout'), value: t(`layout.${template.layout}`) },
            { label: t('pattern'), value: template.pattern },
            template.bySteps.length > 0 && {
              label: t('bySteps'),
              value: template.bySteps.join(semicolon()),
              note: t(template.byHand ? 'byHandToo' : 'byStepAlone'),
            },
            template.note !== null && { label: t('note'), value: template.note },
          ]}
        />
        <p className="absent">{t('fieldsAbout')}</p>
        <DataTable
          id="template-fields"
          bare
          caption={t('fields')}
          rows={template.fieldList}
          rowKey={(row) => row.code}
          columns={[
            { key: 'title', title: t('field'), render: (row) => row.title },
            {
              key: 'tag',
              title: t('tag'),
              render: (row) => (
                <code>
                  {row.kind === 'list'
                    ? `{#${row.code}} ${row.columns.map(({ code }) => `{${code}}`).join(' ')} {/${row.code}}`
                    : `{${row.code}}`}
                </code>
              ),
            },
            { key: 'from', title: t('from'), render: (row) => row.from },
            { key: 'required', title: t('required'), render: (row) => (row.required ? '✓' : '') },
          ]}
        />
      </Section>
      <TemplateHistory template={template} onShow={show} shown={versionId} />
      <Section title={t('preview')} plain>
        <Loaded read={preview}>{(body) => <DocumentView label={template.title} body={body} />}</Loaded>
      </Section>
    </Page>
  );
}
