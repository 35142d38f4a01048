import type { TemplateFieldView } from '@plumbline/contract/template';
import { Button, Form, Input, Space } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** One field of a template: a line, a text, a day, or rows with columns. */
export function FieldInput({ field }: { field: TemplateFieldView }) {
  const t = useText(texts);
  if (field.kind === 'list') return <RowsInput field={field} />;
  return (
    <Form.Item
      name={['data', field.code]}
      label={field.title}
      rules={[
        { required: field.required, whitespace: true, message: t('fieldRequired', { title: field.title }) },
      ]}
      {...(field.kind === 'day' ? { getValueFromEvent: (day: string | null) => day ?? '' } : {})}
      {...(field.asked ? {} : { extra: `${t('known')} · ${field.from}` })}
    >
      {field.kind === 'text' ? (
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 16 }} maxLength={50_000} />
      ) : field.kind === 'day' ? (
        <DayInput />
      ) : (
        <Input maxLength={500} />
      )}
    </Form.Item>
  );
}

function RowsInput({ field }: { field: TemplateFieldView }) {
  const t = useText(texts);
  return (
    <fieldset>
      <legend>{field.title}</legend>
      <Form.List name={['data', field.code]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <Space key={row.key} align="end" wrap>
                {field.columns.map((column) => (
                  <Form.Item key={column.code} name={[row.name, column.code]} label={column.title}>
                    <Input.TextArea autoSize maxLength={5_000} />
                  </Form.Item>
                ))}
                <Form.Item>
                  <Button onClick={() => remove(row.name)}>{t('removeRow', { row: row.name + 1 })}</Button>
                </Form.Item>
              </Space>
            ))}
            <Form.Item>
              <Button onClick={() => add({})}>{t('addRow')}</Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
