import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { type Row, type Sheet, useFixRow } from './submission.api.ts';
import { fittingOptions } from './submission.format.ts';
import { texts } from './texts.ts';

const columnOf = (fault: Row['faults'][number] | undefined) => fault?.pointer?.replace('/cells/', '') ?? '';

/** The cells of one row, to be mended on the page; the row is checked again when it is saved. */
export function FixRow({ sheet, row }: { sheet: Sheet; row: Row }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const fix = useFixRow();
  const [form] = Form.useForm();
  const written = Form.useWatch<Record<string, string | undefined> | undefined>([], form);
  // A save that leaves the row wrong keeps the dialog open: the next thing to write is told at the cell.
  const shown = fix.data?.row ?? row;
  const faults = Object.fromEntries(shown.faults.map((fault) => [columnOf(fault), fault.detail]));
  const first = sheet.columns.find((column) => faults[column.code])?.code;
  const seek = (code: string) => {
    form.scrollToField(code, { block: 'center' });
    form.getFieldInstance(code)?.focus?.({ preventScroll: true });
  };
  const save = (values: Record<string, string | undefined>) => {
    const cells = Object.fromEntries(
      Object.entries(values).filter(([code, value]) => (value ?? '') !== (row.cells[code] ?? '')),
    ) as Record<string, string>;
    fix.mutate(
      { params: { id: sheet.id, row: String(row.rowNo) } as never, body: { cells } },
      {
        onSuccess: ({ row: now }) => {
          const next = columnOf(now.faults[0]);
          if (now.state !== 'wrong') setOpen(false);
          else if (next) seek(next);
        },
      },
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
        okText={t('save')}
        okButtonProps={{ loading: fix.isPending }}
        onOk={() => form.submit()}
        className="fix-row"
        afterOpenChange={(shows) => shows && first && seek(first)}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {fix.error && <ProblemAlert problem={fix.error} />}
        <OwnForm form={form} layout="vertical" initialValues={row.cells} onFinish={save}>
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
                  options={fittingOptions(sheet.columns, column, written ?? row.cells).map(({ title }) => ({
                    value: title,
                    label: title,
                  }))}
                />
              ) : column.kind === 'long-text' ? (
                <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} />
              ) : (
                <Input autoComplete="off" />
              )}
            </Form.Item>
          ))}
        </OwnForm>
      </Modal>
    </>
  );
}
