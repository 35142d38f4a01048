import type { WidgetProps } from '@rjsf/utils';
import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { Select } from '../Select.tsx';
import { texts } from '../texts.ts';
import { ClockWidget, DayWidget, MonthWidget, QuarterWidget, YearWidget } from './calendar-widgets.tsx';
import { FactWidget } from './FactWidget.tsx';
import { FileWidget } from './FileWidget.tsx';
import { valueAt } from './form-node.ts';
import { MatrixWidget } from './MatrixWidget.tsx';
import { RefWidget } from './RefWidget.tsx';
import { described, type FormContext, ID_SEPARATOR } from './widget-context.ts';

function TextWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, schema } = props;
  return (
    <Input
      id={id}
      value={value ?? ''}
      disabled={disabled}
      readOnly={readonly}
      maxLength={schema.maxLength}
      inputMode={schema.format === 'email' ? 'email' : undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      {...described(props)}
    />
  );
}

function NumberWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, schema } = props;
  return (
    <InputNumber
      id={id}
      value={value ?? null}
      disabled={disabled}
      readOnly={readonly}
      controls={false}
      changeOnWheel={false}
      {...(schema.type === 'integer' ? { precision: 0 } : {})}
      onChange={(next) => onChange(next ?? undefined)}
      className="form-number"
      {...described(props)}
    />
  );
}

function TextareaWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, schema } = props;
  const max = schema.maxLength;
  return (
    <Input.TextArea
      id={id}
      value={value ?? ''}
      disabled={disabled}
      readOnly={readonly}
      maxLength={max}
      showCount={max !== undefined && String(value ?? '').length > max * 0.8}
      autoSize={{ minRows: 2, maxRows: 14 }}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      {...described(props)}
    />
  );
}

function SelectWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options, multiple } = props;
  const t = useText(texts);
  return (
    <Select
      id={id}
      value={value}
      mode={multiple ? 'multiple' : undefined}
      disabled={disabled || readonly}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('chooseFirst')}
      options={(options.enumOptions ?? []).map((option) => ({ value: option.value, label: option.label }))}
      onChange={(next) => onChange(next)}
      {...described(props)}
    />
  );
}

function ChoiceWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options, label } = props;
  return (
    <Radio.Group
      id={id}
      name={id}
      value={value}
      disabled={disabled || readonly}
      aria-label={label}
      options={(options.enumOptions ?? []).map((option) => ({ value: option.value, label: option.label }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Several of a few. */
function SeveralWidget(props: WidgetProps) {
  const { value, disabled, readonly, onChange, options, label, registry } = props;
  const say = useSay();
  const { lists } = registry.formContext as FormContext;
  const own = options.list
    ? (lists[String(options.list)] ?? []).map(({ code, title }) => ({ value: code, label: say(title) }))
    : (options.enumOptions ?? []).map((option) => ({ value: option.value, label: option.label }));
  return (
    <Checkbox.Group
      value={value ?? []}
      disabled={disabled || readonly}
      aria-label={label}
      options={own}
      onChange={(next) => onChange(next)}
    />
  );
}

function YesNoWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, label } = props;
  const t = useText(texts);
  return (
    <Radio.Group
      id={id}
      name={id}
      value={value}
      disabled={disabled || readonly}
      aria-label={label}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function ConfirmWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, label } = props;
  return (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={disabled || readonly}
      onChange={(event) => onChange(event.target.checked || undefined)}
    >
      {label}
    </Checkbox>
  );
}

/** A code of one of the pack's lists; sub-types follow the class chosen beside them. */
function ListWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options, registry } = props;
  const t = useText(texts);
  const say = useSay();
  const { lists, data } = registry.formContext as FormContext;
  const path = id.split(ID_SEPARATOR).slice(1, -1);
  const ofClass = valueAt(data, [...path, 'class']);
  const entries = (lists[String(options.list)] ?? []).filter(
    (entry) => entry.parent === undefined || ofClass === undefined || entry.parent === ofClass,
  );
  return (
    <Select
      id={id}
      value={value}
      disabled={disabled || readonly}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('chooseFirst')}
      options={entries.map((entry) => ({ value: entry.code, label: say(entry.title) }))}
      onChange={(next) => onChange(next)}
      {...described(props)}
    />
  );
}

/** Short words, written one after the other. */
function WordsWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props;
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      value={value ?? []}
      disabled={disabled || readonly}
      tokenSeparators={[',', '，', '、', ';', '；']}
      onChange={(next) => onChange(next)}
      {...described(props)}
    />
  );
}

export const widgets = {
  TextWidget,
  TextareaWidget,
  SelectWidget,
  text: TextWidget,
  textarea: TextareaWidget,
  select: SelectWidget,
  choice: ChoiceWidget,
  several: SeveralWidget,
  yesno: YesNoWidget,
  checkbox: ConfirmWidget,
  CheckboxWidget: ConfirmWidget,
  number: NumberWidget,
  list: ListWidget,
  ref: RefWidget,
  file: FileWidget,
  fact: FactWidget,
  words: WordsWidget,
  day: DayWidget,
  month: MonthWidget,
  quarter: QuarterWidget,
  year: YearWidget,
  clock: ClockWidget,
  matrix: MatrixWidget,
};
