import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Loading } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { ImportDone } from './ImportDone.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { downloadTemplate, useImport } from './import.api.ts';
import { texts } from './import.texts.ts';
import './identity.css';

/** Accounts from a workbook: checked row by row, opened together or not at all, passwords fetched once. */
export default function ImportPage() {
  const t = useText(texts);
  const { check, commit, fetchPasswords } = useImport();
  const [problem, setProblem] = useState<unknown>();
  const again = () => {
    check.reset();
    commit.reset();
    fetchPasswords.reset();
  };
  const template = (
    <Button onClick={() => void downloadTemplate().then(() => setProblem(undefined), setProblem)}>
      {t('template')}
    </Button>
  );
  return (
    <Page
      title={t('import')}
      description={t('about')}
      breadcrumbs={[{ title: t('accounts'), to: '/accounts' }, { title: t('import') }]}
      actions={template}
    >
      <ProblemAlert problem={problem} />
      {commit.data ? (
        <ImportDone imported={commit.data} fetch={fetchPasswords} onAgain={again} />
      ) : (
        <>
          <Section title={t('chosen')}>
            <Upload.Dragger
              accept=".xlsx,.csv"
              multiple={false}
              showUploadList={false}
              disabled={check.isPending}
              beforeUpload={(file) => {
                commit.reset();
                check.mutate(file);
                return false;
              }}
            >
              <p>{check.data?.file.name ?? t('upload')}</p>
              <p className="absent">{t('uploadHint')}</p>
            </Upload.Dragger>
            {check.isPending && <Loading label={t('checking')} />}
            <ProblemAlert problem={check.error} />
          </Section>
          {check.data && !check.isPending && (
            <ImportPreview preview={check.data.preview} onConfirm={() => commit.mutateAsync(check.data)} />
          )}
          {check.data?.preview.faults.length === 0 && (
            <Alert type="info" showIcon title={t('confirmAbout')} className="no-print" />
          )}
        </>
      )}
    </Page>
  );
}
