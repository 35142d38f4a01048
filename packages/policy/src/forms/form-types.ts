import type { PackText } from '../pack/common.schema.ts';

/** One node of a form. Only what the platform reads is named; everything else is plain JSON Schema. */
export interface FormNode {
  type?: string;
  'x-title'?: PackText;
  'x-note'?: PackText;
  'x-ui'?: Record<string, unknown>;
  /** Concerns kin or third persons: masked, outside search and graph. Holds for everything below it. */
  'x-kin'?: boolean;
  /** The value is a code of a list of the pack. */
  'x-list'?: string;
  /** What the value says of its entry: in the catalogue of a binder, and beside the form, where it is not asked again. */
  'x-leaf'?: 'title' | 'issuer' | 'day' | 'pages';
  /** A day that may not lie in the future: what was done, received or decided. */
  'x-past'?: boolean;
  /** Name of a day beside it before which it does not lie. */
  'x-not-before'?: string;
  /** The own name of whoever takes the step: a signature. */
  'x-signer'?: boolean;
  properties?: Record<string, FormNode>;
  required?: string[];
  items?: FormNode;
  oneOf?: FormNode[];
  const?: unknown;
  [keyword: string]: unknown;
}

/** Lists that a field may name in `x-list`. */
export const FORM_LISTS = [
  'classes',
  'sub-types',
  'sources',
  'problem-kinds',
  'channels',
  'sign-tags',
  'industries',
  'submission-kinds',
  'catalogue',
  'occasions',
  'conclusions',
] as const;
export type FormList = (typeof FORM_LISTS)[number];
