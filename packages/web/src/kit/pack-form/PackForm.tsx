import { Theme } from '@rjsf/antd';
import { withTheme } from '@rjsf/core';
import { type ErrorSchema, type RJSFSchema, type RJSFValidationError, toErrorSchema } from '@rjsf/utils';
import { Alert, Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { pathOfPointer } from '../field-errors.ts';
import { LeaveGuard } from '../LeaveGuard.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { texts } from '../texts.ts';
import {
  drawable,
  drawnPath,
  type FormLists,
  type FormNode,
  hiddenFields,
  localise,
  numberNew,
  skeleton,
  tidy,
  usesLists,
} from './form-node.ts';
import './pack-form.css';
import { SittingClashes } from './SittingClashes.tsx';
import { templates } from './templates.tsx';
import { uiSchemaOf } from './ui-schema.ts';
import { formValidator } from './validator.ts';
import { ID_PREFIX, ID_SEPARATOR, type Step } from './widget-context.ts';
import { widgets } from './widgets.tsx';

const ThemedForm = withTheme(Theme);

export type FormData = Record<string, unknown>;

interface Props {
  /** The pack's form: JSON Schema with `x-title` and the like, in both languages or already in one. */
  form: object;
  /** What is filled in already. Later changes of it are not taken over. */
  initial?: FormData | undefined;
  /** The lists that the form names by `x-list`; those of the pack in force unless told. */
  lists?: FormLists;
  onSubmit: (data: FormData) => void;
  /** Every change, e.g. for a button of the page that saves a draft. */
  onChange?: (data: FormData) => void;
  submitLabel?: string;
  busy?: boolean;
  disabled?: boolean;
  /** What is typed is kept by the page: it may be left. */
  kept?: boolean;
  /** Sending waits for something else on the page; writing goes on. */
  held?: boolean;
  /** The refusal of the last submission; faults are put beside their fields. */
  problem?: unknown;
  /** Where the form's data stands in the request body, e.g. `/form`. */
  pointer?: string;
  /** The step of a matter that the form is for. */
  step?: Step;
  /** Whom the matter concerns. */
  subjectId?: string | undefined;
  /** Further buttons beside the one that submits. */
  actions?: ReactNode;
}

const NO_LISTS: FormLists = {};
// A choice is the writer's: the library would tick and choose the first of everything.
const DEFAULTS = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipDefaults',
  arrayMinItems: { populate: 'never' },
} as const;

/** Faults of a refusal below `pointer`, as the form library takes them. */
function errorsOf(problem: unknown, pointer: string, schema: FormNode): ErrorSchema | undefined {
  if (!(problem instanceof ProblemError)) return undefined;
  const errors = problem.faults
    .filter((fault) => fault.pointer?.startsWith(pointer))
    .map((fault) => ({
      message: fault.detail,
      property: drawnPath(schema, pathOfPointer(fault.pointer!.slice(pointer.length)))
        .map((part) => `.${part}`)
        .join(''),
      stack: fault.detail,
    }));
  return errors.length > 0 ? toErrorSchema(errors) : undefined;
}

/**
 * Draws a form of the pack. Checked in the browser against the same schema, then by the server, whose
 * faults come back to their fields. Needs no `eval`.
 */
export function PackForm(props: Props) {
  const { form, initial, onSubmit, onChange, busy, disabled, problem, pointer = '' } = props;
  const t = useText(texts);
  const language = useLanguage();
  const schema = useMemo(() => localise(form as FormNode, language), [form, language]);
  const drawn = useMemo(() => drawable(schema), [schema]);
  const ui = useMemo(
    () => ({ ...uiSchemaOf(schema), 'ui:submitButtonOptions': { norender: true } }),
    [schema],
  );
  const packLists = useFormLists(props.lists === undefined && usesLists(schema));
  const lists = props.lists ?? packLists ?? NO_LISTS;
  const validator = useMemo(() => formValidator(language, schema), [language, schema]);
  const [data, setData] = useState<FormData>(() => skeleton(schema, initial) as FormData);
  const [failed, setFailed] = useState<readonly RJSFValidationError[]>();
  // A refusal speaks of what was sent: it goes when the first field is changed.
  const [changedSince, setChangedSince] = useState<unknown>();
  const current = problem === changedSince ? undefined : problem;
  const extraErrors = useMemo(() => errorsOf(current, pointer, schema), [current, pointer, schema]);
  const started = useRef(false);
  const [dirty, setDirty] = useState(false);
  // What was refused is still only written here.
  useEffect(() => {
    if (problem) setDirty(true);
  }, [problem]);
  const sitting = schema['x-ui']?.sitting;
  const clean = (value: unknown) => (tidy(schema, value) ?? {}) as FormData;
  return (
    <ThemedForm
      className="pack-form"
      schema={drawn as RJSFSchema}
      uiSchema={ui}
      validator={validator}
      formData={data}
      formContext={{ lists, data, step: props.step, subjectId: props.subjectId }}
      widgets={widgets}
      templates={templates}
      idPrefix={ID_PREFIX}
      idSeparator={ID_SEPARATOR}
      disabled={disabled === true || busy === true}
      noHtml5Validate
      showErrorList={false}
      focusOnFirstError
      {...(failed ? { liveValidate: 'onChange' as const } : {})}
      {...(extraErrors ? { extraErrors } : {})}
      experimental_defaultFormStateBehavior={DEFAULTS}
      onChange={(event) => {
        const next = numberNew(schema, event.formData as FormData);
        setData(next);
        // The library's first call only tells its defaults.
        if (started.current) {
          setChangedSince(problem);
          setDirty(true);
        }
        started.current = true;
        onChange?.(clean(next));
      }}
      onSubmit={(event) => {
        setFailed(undefined);
        setDirty(false);
        onSubmit(clean(event.formData));
      }}
      onError={setFailed}
    >
      {/* The form's first submit button is what Enter in a field presses: nothing is sent half-written by it. */}
      <button type="submit" disabled hidden />
      {sitting && <SittingClashes fields={sitting} data={data} except={props.step?.id} />}
      <LeaveGuard when={dirty && !props.kept} />
      <div className="form-foot">
        {failed && <Unsent form={schema} errors={failed} />}
        <ProblemAlert
          problem={current}
          marked={(fault) => fault.pointer?.startsWith(`${pointer}/`) === true}
        />
        <div className="page-actions">
          <Button
            type="primary"
            htmlType="submit"
            loading={busy === true}
            disabled={disabled === true || props.held === true}
          >
            {props.submitLabel ?? t('submit')}
          </Button>
          {props.actions}
        </div>
      </div>
    </ThemedForm>
  );
}

/** Why nothing was sent. Faults stand beside their fields; those of the whole form and of hidden fields have no other place. */
function Unsent({ form, errors }: { form: FormNode; errors: readonly RJSFValidationError[] }) {
  const t = useText(texts);
  const hidden = hiddenFields(form);
  const unseen = errors.flatMap(({ property, message }) => {
    const field = property?.split('.')[1] ?? '';
    if (field === '') return [message ?? ''];
    const title = hidden.get(field);
    return title === undefined ? [] : [`${title}: ${message}`];
  });
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('formErrors')}
      description={unseen.length > 0 ? unseen.join(' ') : undefined}
    />
  );
}
