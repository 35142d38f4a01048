import type { CalendarYearDays } from '@plumbline/contract/calendar';
import { Alert, Button, Form, Input, Modal, Space, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { NoticePreview } from './NoticePreview.tsx';
import { type NoticeSource, usePreview, useSaveYear } from './terms.api.ts';
import { noticeText } from './terms.rules.ts';
import { texts } from './texts.ts';

interface Props {
  year: CalendarYearDays;
  onClose: () => void;
}

/**
 * Enters or changes the days of a year: what was pasted, uploaded or taken from the built-in table is shown first
 * and kept only then. Changing the text takes the preview away, so that nothing unseen is saved.
 */
export function NoticeDialog({ year, onClose }: Props) {
  const t = useText(texts);
  const language = useLanguage();
  const own = year.days.filter(({ notice }) => notice === year.year);
  const [text, setText] = useState(() => noticeText(own, year.year, language));
  const [source, setSource] = useState(year.source ?? '');
  const preview = usePreview(String(year.year));
  const save = useSaveYear();
  const shown = preview.data;
  // A file or the built-in table stands in the text from then on, where single days can be changed.
  useEffect(() => {
    if (shown?.faults.length === 0) setText(noticeText(shown.days, year.year, language));
  }, [shown, year.year, language]);
  const read = (from: NoticeSource) => {
    save.reset();
    preview.mutate(from);
    if ('builtIn' in from && !source) setSource(t('builtInSource'));
  };
  const keep = () => {
    if (!shown) return;
    const body = { version: year.version, source: source.trim(), days: shown.days };
    save.mutate({ params: { year: String(year.year) }, body }, { onSuccess: onClose });
  };
  const ready = shown !== undefined && shown.faults.length === 0 && source.trim() !== '';
  return (
    <Modal
      open
      title={t('noticeTitle', { year: year.year })}
      okText={t('save', { year: year.year })}
      okButtonProps={{ disabled: !ready, loading: save.isPending }}
      onOk={keep}
      onCancel={onClose}
      mask={{ closable: false }}
      width={720}
    >
      <Form layout="vertical">
        <Form.Item label={t('noticeSource')} htmlFor="notice-source" required>
          <Input
            id="notice-source"
            value={source}
            maxLength={300}
            placeholder={t('noticeSourceHint')}
            onChange={(event) => setSource(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('noticeText')} htmlFor="notice-text" extra={t('noticeAbout')}>
          <Input.TextArea
            id="notice-text"
            value={text}
            maxLength={20_000}
            autoSize={{ minRows: 7, maxRows: 14 }}
            onChange={(event) => {
              setText(event.target.value);
              preview.reset();
            }}
          />
        </Form.Item>
      </Form>
      <Space wrap className="notice-tools">
        <Button
          type={ready ? 'default' : 'primary'}
          disabled={!text.trim()}
          loading={preview.isPending}
          onClick={() => read({ text })}
        >
          {t('preview')}
        </Button>
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(file) => {
            read({ file });
            return false;
          }}
        >
          <Button title={t('uploadHint')}>{t('uploadFile')}</Button>
        </Upload>
        {year.builtIn && <Button onClick={() => read({ builtIn: true })}>{t('builtIn')}</Button>}
      </Space>
      <ProblemAlert problem={preview.error} />
      {shown && <NoticePreview preview={shown} />}
      {shown?.faults.length === 0 && !source.trim() && (
        <Alert type="warning" showIcon title={t('sourceRequired')} />
      )}
      <ProblemAlert problem={save.error} />
    </Modal>
  );
}
