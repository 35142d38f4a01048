import type { WidgetProps } from '@rjsf/utils';
import type { FormLists } from './form-node.ts';

/** What the form hands to its widgets. */
export interface FormContext {
  lists: FormLists;
  data: unknown;
  step?: Step | undefined;
  /** Whom the matter concerns: for fields that choose entries of the dossier. */
  subjectId?: string | undefined;
}

/** The step of a matter that a form is for: its fields offer whom the step would not refuse. */
export interface Step {
  id: string;
  action: string;
}

/** Ids of the fields are pointers below the prefix: `root/rows/0/name`. */
export const ID_PREFIX = 'root';
export const ID_SEPARATOR = '/';

/** Ties a field to what is said about it below. */
export const described = ({ id, rawErrors, schema }: WidgetProps) => {
  const ids = [rawErrors?.length && `${id}__error`, schema.description && `${id}__description`].filter(
    Boolean,
  );
  return ids.length > 0
    ? { 'aria-describedby': ids.join(' '), 'aria-invalid': rawErrors?.length ? true : undefined }
    : {};
};
