import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';

/** A small word on fields about kin and third persons. */
export function KinMark() {
  const t = useText(texts);
  return (
    <span className="kin-mark" title={t('kinHint')}>
      {t('kinMark')}
    </span>
  );
}

const isKin = (uiSchema: FieldTemplateProps['uiSchema']) => uiSchema?.['ui:options']?.kin === true;

/** One field: label above, note below, and what is wrong with it. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, children, hidden, label, required, rawErrors, rawDescription, schema, uiSchema } = props;
  if (hidden) return <div hidden>{children}</div>;
  // Lists and parts have a heading of their own.
  const isGroup = schema.type === 'object' || (schema.type === 'array' && !uiSchema?.['ui:widget']);
  if (isGroup) return children;
  const errors = props.hideError ? [] : [...new Set(rawErrors ?? [])];
  const ownsLabel = uiSchema?.['ui:widget'] === 'checkbox';
  return (
    <Form.Item
      htmlFor={id}
      layout="vertical"
      colon={false}
      required={required === true}
      label={
        ownsLabel ? undefined : (
          <>
            {label}
            {isKin(uiSchema) && <KinMark />}
          </>
        )
      }
      validateStatus={errors.length > 0 ? 'error' : ''}
      help={
        errors.length > 0 ? (
          <span id={`${id}__error`} role="alert">
            {errors.join(' ')}
          </span>
        ) : undefined
      }
      extra={rawDescription ? <span id={`${id}__description`}>{rawDescription}</span> : undefined}
    >
      {children}
    </Form.Item>
  );
}

const WIDE = new Set(['textarea', 'words', 'choice', 'several', 'matrix']);

/** Texts of this length and more get a line of their own. */
const LONG = 300;

function Cell({ element }: { element: ObjectFieldTemplateProps['properties'][number] }) {
  const { schema, uiSchema } = element.content.props as FieldTemplateProps;
  const wide =
    schema.type === 'object' ||
    (schema.type === 'array' && !uiSchema?.['ui:widget']) ||
    (schema.maxLength ?? 0) >= LONG ||
    WIDE.has(String(uiSchema?.['ui:widget'] ?? ''));
  return <div className={wide ? 'form-cell form-wide' : 'form-cell'}>{element.content}</div>;
}

interface SectionSpec {
  title: string;
  fields: string[];
}

function Errors({ errors }: { errors: readonly string[] | undefined }) {
  if (!errors || errors.length === 0) return null;
  return (
    <p className="form-group-error" role="alert">
      {[...new Set(errors)].join(' ')}
    </p>
  );
}

/** A part of the form; the whole form is drawn in the sections that the pack names. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, properties, schema, title, uiSchema, errorSchema } = props;
  const shown = properties.filter((element) => !element.hidden);
  const hidden = properties.filter((element) => element.hidden).map((element) => element.content);
  const isRoot = fieldPathId.path.length === 0;
  const grid = (elements: typeof shown) => (
    <div className="form-grid">
      {elements.map((element) => (
        <Cell key={element.name} element={element} />
      ))}
    </div>
  );
  const ownErrors = <Errors errors={errorSchema?.__errors} />;
  if (!isRoot) {
    // A row of a list is named by the list.
    const isRow = typeof fieldPathId.path.at(-1) === 'number';
    return (
      <fieldset className={isRow ? 'form-row-fields' : 'form-part'} id={fieldPathId.$id}>
        {!isRow && (
          <legend>
            {title}
            {isKin(uiSchema) && <KinMark />}
          </legend>
        )}
        {!isRow && schema.description && <p className="form-note">{schema.description}</p>}
        {ownErrors}
        {grid(shown)}
        {hidden}
      </fieldset>
    );
  }
  const sections = (schema['x-sections' as never] as SectionSpec[] | undefined) ?? [];
  const placed = new Set(sections.flatMap((section) => section.fields));
  const rest = shown.filter((element) => !placed.has(element.name));
  return (
    <>
      {schema.description && <p className="form-note">{schema.description}</p>}
      {ownErrors}
      {sections.map((section) => (
        <section key={section.title} className="form-section">
          <h2>{section.title}</h2>
          {grid(
            section.fields
              .map((name) => shown.find((element) => element.name === name))
              .filter((element) => element !== undefined),
          )}
        </section>
      ))}
      {rest.length > 0 && <div className="form-section">{grid(rest)}</div>}
      {hidden}
    </>
  );
}

/** A list: one block an entry, each with its number. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const {
    canAdd,
    disabled,
    fieldPathId,
    items,
    onAddClick,
    readonly,
    required,
    schema,
    title,
    uiSchema,
    rawErrors,
  } = props;
  const t = useText(texts);
  // The form has just said that there is nothing of the kind.
  if (schema.maxItems === 0 && items.length === 0) return null;
  return (
    <fieldset className="form-list" id={fieldPathId.$id}>
      <legend className={required ? 'form-required' : undefined}>
        {title}
        {isKin(uiSchema) && <KinMark />}
      </legend>
      {schema.description && <p className="form-note">{schema.description}</p>}
      <Errors errors={rawErrors} />
      {items}
      {canAdd && !readonly && schema.maxItems !== 0 && (
        <Button
          type="dashed"
          size="small"
          icon={<PlusOutlined />}
          disabled={disabled}
          onClick={onAddClick}
          aria-label={`${t('add')}: ${title}`}
        >
          {t('add')}
        </Button>
      )}
    </fieldset>
  );
}

export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, buttonsProps, hasToolbar, index, totalItems } = props;
  const t = useText(texts);
  const row = t('row', { row: index + 1 });
  const button = (label: string, icon: ReactNode, onClick: () => void, off = false) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={`${label}: ${row}`}
      title={label}
      disabled={off || buttonsProps.disabled === true}
      onClick={onClick}
    />
  );
  return (
    <div className="form-row">
      <span className="form-row-number figures">{index + 1}</span>
      <div className="form-row-body">{children}</div>
      {hasToolbar && (
        <div className="form-row-tools">
          {totalItems > 1 && buttonsProps.hasMoveUp !== undefined && (
            <>
              {button(t('moveUp'), <ArrowUpOutlined />, buttonsProps.onMoveUpItem, index === 0)}
              {button(
                t('moveDown'),
                <ArrowDownOutlined />,
                buttonsProps.onMoveDownItem,
                index === totalItems - 1,
              )}
            </>
          )}
          {buttonsProps.hasRemove && button(t('remove'), <DeleteOutlined />, buttonsProps.onRemoveItem)}
        </div>
      )}
    </div>
  );
}

export const templates = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate };
