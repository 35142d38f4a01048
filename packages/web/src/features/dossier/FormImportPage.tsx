import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Space } from 'antd';
import { useState } from 'react';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../kit/states.tsx';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import './dossier.css';
import { FileUploads } from '../../kit/uploads/FileUploads.tsx';
import { useUploads } from '../../kit/uploads/use-uploads.ts';
import { type CatalogueItem, type Dossier, useDossier } from './dossier.api.ts';
import { FormReadingView } from './FormReadingView.tsx';
import { type Reading, useFormImport, useFormReading } from './form.api.ts';
import { texts as formTexts } from './form.texts.ts';
import { texts } from './texts.ts';

/** A form of another program becomes a draft: read, compared with the registry, put right, saved. */
export default function FormImportPage() {
  const id = usePathParam('id');
  const [{ item }] = useUrlState<'item'>();
  const dossier = useDossier(id);
  return (
    <Loaded read={dossier}>
      {(data) => {
        const found = data.catalogue
          .flatMap((group) => group.items)
          .find((each) => each.code === item && each.paper);
        return <ImportView dossier={data} item={found} />;
      }}
    </Loaded>
  );
}

function ImportView({ dossier, item }: { dossier: Dossier; item: CatalogueItem | undefined }) {
  const t = useText(formTexts);
  const common = useText(texts);
  const { subject } = dossier;
  const read = useFormReading();
  const title = item ? t('importTitle', { item: item.title }) : t('noPaper');
  const take = (files: readonly string[]) => {
    const fileId = files.at(-1);
    if (item && fileId && fileId !== read.data?.fileId)
      read.mutate({ params: { subjectId: subject.id }, body: { item: item.code, fileId } });
  };
  const uploads = useUploads([], take);
  return (
    <Page
      title={title}
      description={t('importAbout', { name: subject.name })}
      breadcrumbs={[
        { title: common('list'), to: '/dossiers' },
        { title: subject.name, to: `/dossiers/${subject.id}` },
        { title },
      ]}
    >
      {item && (
        <Section title={t('file')}>
          <p>{t('fileAbout')}</p>
          <FileUploads uploads={uploads} />
          <ProblemAlert problem={read.error} />
        </Section>
      )}
      {item && read.data && (
        <Draft key={read.data.fileId} dossier={dossier} item={item} reading={read.data} />
      )}
    </Page>
  );
}

interface DraftProps {
  dossier: Dossier;
  item: CatalogueItem;
  reading: Reading;
}

function Draft({ dossier, item, reading }: DraftProps) {
  const t = useText(formTexts);
  const common = useText(texts);
  const navigate = useNavigate();
  const pack = usePack();
  const save = useFormImport();
  const [confirmed, setConfirmed] = useState(false);
  const subjectId = dossier.subject.id;
  const submit = (form: Record<string, unknown>) =>
    save.mutate(
      { params: { subjectId }, body: { item: item.code, fileId: reading.fileId, form, confirmed } },
      {
        onSuccess: ({ id }) =>
          void navigate({
            to: '/dossiers/$id',
            params: { id: subjectId },
            search: { material: id } as never,
          }),
      },
    );
  return (
    <>
      <FormReadingView reading={reading} />
      <Section title={t('draft')}>
        <Space orientation="vertical">
          <p>{common('waiting')}</p>
          {reading.mismatch && (
            <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
              {t('confirm', { name: dossier.subject.name })}
            </Checkbox>
          )}
        </Space>
        <Loaded read={pack}>
          {(data) => (
            <PackForm
              form={data.forms[item.form] ?? {}}
              initial={reading.form}
              lists={formListsOf(data)}
              onSubmit={submit}
              busy={save.isPending}
              disabled={reading.mismatch && !confirmed}
              problem={save.error}
              pointer="/form"
              submitLabel={common('save')}
            />
          )}
        </Loaded>
      </Section>
    </>
  );
}
