import { Button, Form, Input, Modal, Upload } from 'antd';
import { useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { type TemplateDetail, useReplaceTemplate } from './document.api.ts';
import { texts } from './texts.ts';

interface Values {
  organId: string;
  effectiveFrom: string;
  note?: string;
}

/** Puts an office's own .docx in place; what it lacks or has too much stands in the dialog, which stays open. */
export function ReplaceTemplate({ template }: { template: TemplateDetail }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [asked, setAsked] = useState(false);
  const [form] = Form.useForm<Values>();
  const replace = useReplaceTemplate(template.code);
  const send = (values: Values) => {
    setAsked(true);
    if (!file) return;
    replace.mutate({ file, ...values, note: values.note ?? '' }, { onSuccess: () => setOpen(false) });
  };
  return (
    <>
      <Button
        onClick={() => {
          replace.reset();
          setFile(undefined);
          setAsked(false);
          setOpen(true);
        }}
      >
        {t('replace')}
      </Button>
      <Modal
        open={open}
        title={t('replace')}
        okText={t('replace')}
        okButtonProps={{ loading: replace.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('replaceAbout')}</p>
        <OwnForm
          form={form}
          layout="vertical"
          onFinish={send}
          initialValues={{ organId: template.organs[0]?.id, effectiveFrom: todayHere() }}
        >
          <Form.Item
            label={t('chooseFile')}
            required
            {...(asked && !file ? { validateStatus: 'error' as const, help: t('fileRequired') } : {})}
          >
            <Upload
              accept=".docx"
              maxCount={1}
              fileList={file ? [{ uid: '1', name: file.name }] : []}
              onRemove={() => setFile(undefined)}
              beforeUpload={(chosen) => {
                setFile(chosen);
                return false;
              }}
            >
              <Button>{t('chooseFile')}</Button>
            </Upload>
          </Form.Item>
          <Form.Item name="organId" label={t('organ')} rules={[{ required: true }]}>
            <Select options={template.organs.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name="effectiveFrom" label={t('effectiveFrom')} rules={[{ required: true }]}>
            <DayInput />
          </Form.Item>
          <Form.Item name="note" label={t('note')}>
            <Input.TextArea maxLength={500} autoSize />
          </Form.Item>
        </OwnForm>
        <ProblemAlert problem={replace.error} />
      </Modal>
    </>
  );
}
