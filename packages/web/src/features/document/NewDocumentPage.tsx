import type { DocumentBlock, NewDocument } from '@plumbline/contract/document';
import type { Reply } from '@plumbline/contract/route';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Space } from 'antd';
import { useState } from 'react';
import { DocumentView } from '../../kit/document/DocumentView.tsx';
import { showFieldErrors } from '../../kit/field-errors.ts';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { Loaded } from '../../kit/states.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { type Concern, previewDocument, useDocumentValues, useIssueDocument } from './document.api.ts';
import { FieldInput } from './FieldInput.tsx';
import { texts } from './texts.ts';

type Values = Reply<typeof import('@plumbline/contract/document').getDocumentValues>;
type Preview = { blocks: DocumentBlock[]; more: boolean; missing: { title: string }[] };

/** Fills a template for a matter, a dossier's subject or nobody in particular, shows it, and issues it. */
export default function NewDocumentPage() {
  const template = usePathParam('code');
  const [url] = useUrlState<'matterId' | 'subjectId'>();
  const concern: Concern = { template, ...url };
  const values = useDocumentValues(concern);
  return <Loaded read={values}>{(data) => <IssueForm concern={concern} values={data} />}</Loaded>;
}

function IssueForm({ concern, values }: { concern: Concern; values: Values }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const [form] = Form.useForm<{ organId: string; data: NewDocument['data'] }>();
  const issue = useIssueDocument();
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<unknown>();
  const shown = values.fields.filter((field) => !field.fixed);
  const body = (): NewDocument => {
    const { organId, data } = form.getFieldsValue();
    return { ...concern, ...(organId ? { organId } : {}), data };
  };
  const attempt = async <T,>(work: () => Promise<T>, then: (result: T) => unknown) => {
    setProblem(undefined);
    try {
      await then(await work());
    } catch (error) {
      setProblem(error);
      showFieldErrors(form, error);
    }
  };
  return (
    <Page
      title={t('issueTitle', { title: values.title })}
      description={t('issueAbout')}
      breadcrumbs={[
        { title: t('templates'), to: '/templates' },
        { title: values.title, to: `/templates/${concern.template}` },
        { title: t('issue') },
      ]}
    >
      <Section title={t('fields')}>
        <Form
          form={form}
          layout="vertical"
          initialValues={{
            organId: values.organId ?? values.organs[0]?.id,
            data: Object.fromEntries(shown.map(({ code, value }) => [code, value])),
          }}
          onFinish={() =>
            void attempt(
              () => issue.mutateAsync({ body: body() }),
              (document) => navigate({ to: `/documents/${document.id}` as string }),
            )
          }
        >
          <Form.Item name="organId" label={t('issuer')} rules={[{ required: true }]}>
            <Select options={values.organs.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          {shown.map((field) => (
            <FieldInput key={field.code} field={field} />
          ))}
          <ProblemAlert problem={problem} />
          <Space>
            <Button
              onClick={() =>
                void attempt(
                  () => previewDocument(body()),
                  (found) => setPreview(found),
                )
              }
            >
              {t('previewNow')}
            </Button>
            <Button type="primary" htmlType="submit" loading={issue.isPending}>
              {t('issue')}
            </Button>
          </Space>
        </Form>
      </Section>
      {preview && (
        <Section title={t('look')} plain>
          {preview.missing.length > 0 && (
            <Alert
              type="warning"
              title={t('stillMissing', { fields: preview.missing.map(({ title }) => title).join(comma()) })}
            />
          )}
          <DocumentView label={values.title} body={preview} />
        </Section>
      )}
    </Page>
  );
}
