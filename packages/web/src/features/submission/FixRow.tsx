import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import { type Row, type Sheet, useFixRow } from './submission.api.ts';
import { texts } from './texts.ts';

/** The cells of one row, to be mended on the page; the row is checked again when it is saved. */
export function FixRow({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const fix = useFixRow();
  const save = (values: Record<string, string | undefined>) => {
    const cells = Object.fromEntries(
      Object.entries(values).filter(([code, value]) => (value ?? '') !== (row.cells[code] ?? '')),
    ) as Record<string, string>;
    fix.mutate(
      { params: { id: sheet.id, row: String(row.rowNo) } as never, body: { cells } },
      { onSuccess: () => setOpen(false) },
    );
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('fix')}
      </Button>
      <Modal
        open={open}
        title={`${t('fix')} · ${row.sourceRow}`}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {fix.error && <ProblemAlert problem={fix.error} />}
        <Form layout="vertical" initialValues={row.cells} onFinish={save}>
          {sheet.columns.map((column) => (
            <Form.Item
              key={column.code}
              name={column.code}
              label={column.label}
              required={column.required}
              {...(column.hint ? { extra: column.hint } : {})}
            >
              {column.options ? (
                <Select
                  allowClear
                  showSearch
                  options={column.options.map((option) => ({ value: option.title, label: option.title }))}
                />
              ) : column.kind === 'long-text' ? (
                <Input.TextArea autoSize maxLength={column.maxLength} />
              ) : (
                <Input maxLength={column.maxLength} />
              )}
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" loading={fix.isPending}>
            {t('save')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
