import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import type { FormNode, MatrixHint } from './form-node.ts';
import { type Cell, cellsOfRows, type MatrixRow, rowFields, rowsOfCells } from './matrix-rows.ts';
import { described } from './widget-context.ts';

/**
 * Evidence against what may be the case: a row for each piece, a column for each reading, and in each cell a choice
 * that keyboard and screen reader reach by the names of its row and column. No colour tells what is chosen.
 */
export function MatrixWidget(props: WidgetProps) {
  const { id, value, onChange, options, schema, label } = props;
  const t = useText(texts);
  const off = props.disabled === true || props.readonly === true;
  const items = (schema as FormNode).items!;
  const hint = options.matrix as MatrixHint;
  const [rows, setRows] = useState<MatrixRow[]>(() => rowsOfCells((value ?? []) as Cell[], items, hint));
  const readings = items.properties?.[hint.reading]?.oneOf ?? [];
  const marks = items.properties?.[hint.mark]?.oneOf ?? [];
  const save = (next: MatrixRow[]) => {
    setRows(next);
    onChange(cellsOfRows(next, items, hint));
  };
  const change = (at: number, to: Partial<MatrixRow>) =>
    save(rows.map((row, i) => (i === at ? { ...row, ...to } : row)));
  return (
    <div className="matrix" id={id} {...described(props)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the dialog must scroll by keys */}
      <section className="matrix-frame" aria-label={label} tabIndex={0}>
        <table>
          <caption className="visually-hidden">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{items.properties?.[hint.piece]?.title}</th>
              {readings.map((reading) => (
                <th scope="col" key={String(reading.const)}>
                  {reading.title}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => {
              const name = String(row.fields[hint.piece] ?? '') || t('row', { row: at + 1 });
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                <tr key={at}>
                  <th scope="row">
                    {rowFields(items, hint).map((field) => (
                      <RowField
                        key={field}
                        id={`${id}__${at}__${field}`}
                        node={items.properties![field]!}
                        required={items.required?.includes(field) === true}
                        value={row.fields[field]}
                        disabled={off}
                        onChange={(next) => change(at, { fields: { ...row.fields, [field]: next } })}
                      />
                    ))}
                  </th>
                  {readings.map((reading) => (
                    <td key={String(reading.const)}>
                      <select
                        aria-label={`${name}: ${reading.title}`}
                        value={row.marks[String(reading.const)] ?? ''}
                        disabled={off}
                        onChange={(event) =>
                          change(at, { marks: { ...row.marks, [String(reading.const)]: event.target.value } })
                        }
                      >
                        <option value="">{t('notCompared')}</option>
                        {marks.map((mark) => (
                          <option key={String(mark.const)} value={String(mark.const)}>
                            {mark.title}
                          </option>
                        ))}
                      </select>
                    </td>
                  ))}
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={`${t('remove')}: ${name}`}
                      disabled={off}
                      onClick={() => save(rows.filter((_, i) => i !== at))}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined />}
        disabled={off}
        aria-label={`${t('add')}: ${label}`}
        onClick={() => save([...rows, { fields: {}, marks: {} }])}
      >
        {t('add')}
      </Button>
    </div>
  );
}

interface FieldProps {
  id: string;
  node: FormNode;
  required: boolean;
  value: unknown;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

/** A field of a row, drawn small: the table has many. */
function RowField({ id, node, required, value, disabled, onChange }: FieldProps) {
  if (node.type === 'boolean')
    return (
      <Checkbox
        id={id}
        checked={value === true}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked || undefined)}
      >
        {node.title}
      </Checkbox>
    );
  return (
    <div className="matrix-field">
      <label htmlFor={id} className={required ? 'form-required' : undefined} title={node.description}>
        {node.title}
      </label>
      {node.oneOf ? (
        <select
          id={id}
          value={String(value ?? '')}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="" />
          {node.oneOf.map((option) => (
            <option key={String(option.const)} value={String(option.const)}>
              {option.title}
            </option>
          ))}
        </select>
      ) : node.type === 'integer' ? (
        <InputNumber
          id={id}
          size="small"
          precision={0}
          controls={false}
          value={typeof value === 'number' ? value : null}
          disabled={disabled}
          onChange={(next) => onChange(next ?? undefined)}
        />
      ) : (
        <Input.TextArea
          id={id}
          size="small"
          autoSize
          maxLength={node.maxLength as number | undefined}
          value={String(value ?? '')}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
    </div>
  );
}
