import { BEGIN, type FormNode, type Machine, type Matter } from '@plumbline/policy';

type Fields = Readonly<Record<string, unknown>>;

/**
 * With what a form begins that goes on with what was said: null when nothing was. Words that somebody wrote for another
 * step are left out: what was the reason of one decision is not put into the mouth of the next.
 * @param forms of the pack, by code
 * @param said what all forms say by now; `recorded` are the fields of which a record of the service is the last word
 */
export function givenBefore(
  machine: Pick<Machine, 'begin' | 'actions'>,
  matter: Pick<Matter, 'acts'>,
  form: string,
  forms: Readonly<Record<string, object>>,
  said: { data: Fields; recorded: ReadonlySet<string> },
): Record<string, unknown> | null {
  const fieldsOf = (code: string) => (forms[code] as FormNode | undefined)?.properties ?? {};
  const given = Object.entries(fieldsOf(form)).filter(([field, node]) => {
    if (said.data[field] === undefined) return false;
    if (said.recorded.has(field) || !takesWords(node)) return true;
    const last = saidLast(machine, matter, (code) => fieldsOf(code)[field] !== undefined);
    return last === undefined || last === form;
  });
  return given.length > 0 ? Object.fromEntries(given.map(([field]) => [field, said.data[field]])) : null;
}

/** Form of the last step that counts and asks for the field. */
function saidLast(
  { begin, actions }: Pick<Machine, 'begin' | 'actions'>,
  { acts }: Pick<Matter, 'acts'>,
  asks: (form: string) => boolean,
): string | undefined {
  const formOf = (action: string) => (action === BEGIN ? begin.form : actions[action]?.form);
  const last = acts.findLast(({ action, undone }) => {
    const form = formOf(action);
    return !undone && form !== undefined && asks(form);
  });
  return last && formOf(last.action);
}

/** Whether somebody writes sentences there, or in one of its entries. */
const takesWords = (node: FormNode): boolean =>
  node['x-ui']?.widget === 'textarea' ||
  Object.values(node.properties ?? {}).some(takesWords) ||
  (node.items !== undefined && takesWords(node.items));
