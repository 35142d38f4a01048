import {
  type FormNode,
  formsOfDue,
  type Locale,
  nodeAt,
  type Pack,
  type Procedure,
  pick,
  type Term,
} from '@plumbline/policy';

/** What a term ends by, in words: the title of its limit, or the field in which somebody sets the day. */
export function limitWords(
  pack: Pack,
  procedure: Procedure,
  term: string,
  entry: Term | undefined,
  locale: Locale,
): string {
  const { limit, due } = procedure.terms?.[term] ?? {};
  const title = entry && pick(entry.title, locale);
  if (!due) return title ?? limit ?? '';
  const fields = formsOfDue(procedure, term).flatMap((form) => {
    const node = nodeAt(pack.forms[form] as unknown as FormNode, due.field)?.node;
    return node?.['x-title'] ?? [];
  });
  const field = fields[0] ? pick(fields[0], locale) : due.field;
  if (locale === 'zh') return title ? `表单所定“${field}”，不晚于“${title}”` : `表单所定“${field}”`;
  return title ? `"${field}" as set in the form, no later than "${title}"` : `"${field}" as set in the form`;
}
