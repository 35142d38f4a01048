import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { type Row, type Sheet, useFixRow } from './submission.api.ts';
import { texts } from './texts.ts';

/** The cells of one row, to be mended on the page; the row is checked again when it is saved. */
export function FixRow({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const fix = useFixRow();
  // A save that leaves the row wrong keeps the dialog open: the next thing to write is told at the cell.
  const shown = fix.data?.row ?? row;
  const faults = Object.fromEntries(
    shown.faults.map((fault) => [fault.pointer?.replace('/cells/', '') ?? '', fault.detail]),
  );
  const save = (values: Record<string, string | undefined>) => {
    const cells = Object.fromEntries(
      Object.entries(values).filter(([code, value]) => (value ?? '') !== (row.cells[code] ?? '')),
    ) as Record<string, string>;
    fix.mutate(
      { params: { id: sheet.id, row: String(row.rowNo) } as never, body: { cells } },
      { onSuccess: (reply) => reply.row.state !== 'wrong' && setOpen(false) },
    );
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={t('fixRow', { row: row.sourceRow })}>
        {t('fix')}
      </Button>
      <Modal
        open={open}
        title={t('fixRow', { row: row.sourceRow })}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {fix.error && <ProblemAlert problem={fix.error} />}
        <OwnForm layout="vertical" initialValues={row.cells} onFinish={save}>
          {sheet.columns.map((column) => (
            <Form.Item
              key={column.code}
              name={column.code}
              label={column.label}
              required={column.required}
              {...(column.hint ? { extra: column.hint } : {})}
              {...(faults[column.code]
                ? { validateStatus: 'error' as const, help: faults[column.code], hasFeedback: true }
                : {})}
            >
              {column.options ? (
                <Select
                  allowClear
                  showSearch
                  options={column.options.map((option) => ({ value: option.title, label: option.title }))}
                />
              ) : column.kind === 'long-text' ? (
                <Input.TextArea autoSize />
              ) : (
                <Input autoComplete="off" />
              )}
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" loading={fix.isPending}>
            {t('save')}
          </Button>
        </OwnForm>
      </Modal>
    </>
  );
}
