import { UploadOutlined } from '@ant-design/icons';
import { submissionTemplate } from '@plumbline/contract/submission';
import { Alert, Button, Upload } from 'antd';
import { Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { Loading } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { type Sheet, useUpload } from './submission.api.ts';
import { texts } from './texts.ts';

/** The workbook by drag and drop or by keyboard; every row is checked and shown below. */
export function UploadPanel({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const upload = useUpload(sheet.id);
  return (
    <Section
      title={sheet.counts.total > 0 ? t('uploadAgain') : t('upload')}
      actions={
        <SaveFile
          label={t('template')}
          route={submissionTemplate}
          asked={{ query: { period: sheet.period } }}
        />
      }
    >
      <Upload.Dragger
        accept=".xlsx,.csv"
        multiple={false}
        hasControlInside
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        <Button
          type={sheet.counts.total > 0 ? 'default' : 'primary'}
          icon={<UploadOutlined />}
          disabled={upload.isPending}
        >
          {t('upload')}
        </Button>
        <p className="absent">{t('uploadHint')}</p>
      </Upload.Dragger>
      {upload.isPending && <Loading label={t('uploading')} />}
      {upload.error && <ProblemAlert problem={upload.error} />}
      {upload.data?.repeated && <Alert type="info" title={t('repeated')} />}
    </Section>
  );
}
