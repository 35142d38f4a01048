import { type Locale, type Pack, type PackText, pick, titleOfStep } from '@plumbline/policy';

interface Entry {
  type: string;
  entity: string;
  data: unknown;
}

const APPROVED: PackText = { zh: '（经审批）', en: ' (approved)' };
const FOR_ANOTHER: PackText = { zh: '（代批）', en: " (in another's place)" };

/**
 * What tells one approval of a request from the next: its place in the chain, and, from the second seat of a joint
 * step on, the seat; whether somebody stood in.
 */
function placeOf(fields: Record<string, unknown>, locale: Locale): string {
  if (fields.type !== 'approved' || typeof fields.step !== 'number') return '';
  const [step, seat] = [fields.step + 1, typeof fields.seat === 'number' ? fields.seat + 1 : 1];
  const place: PackText =
    seat > 1
      ? { zh: `（第 ${step} 环节第 ${seat} 席）`, en: ` (step ${step}, seat ${seat})` }
      : { zh: `（第 ${step} 环节）`, en: ` (step ${step})` };
  return pick(place, locale) + (fields.for ? pick(FOR_ANOTHER, locale) : '');
}

interface Titles {
  /** The step of a procedure that was taken. */
  step: string | null;
  /** What kind of record it is, as the pack calls it: the procedure, the item of the catalogue, the class, the period. */
  record: string | null;
}

const textOf = (data: Record<string, unknown>, name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * Titles of an entry in a reader's language, from codes that every reader of the ledger sees anyway: never a name
 * or a title that somebody wrote.
 */
export function titlesOf(pack: Pack, locale: Locale, { type, entity, data }: Entry): Titles {
  const procedure = Object.hasOwn(pack.procedures, entity) ? pack.procedures[entity] : undefined;
  const fields = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const inner = (typeof fields.data === 'object' && fields.data !== null ? fields.data : {}) as typeof fields;
  const code = (name: string) => textOf(fields, name) ?? textOf(inner, name);
  const titleIn = (list: readonly { code: string; title: PackText }[], wanted: string | undefined) =>
    list.find((one) => one.code === wanted)?.title;
  const action = type === 'matter.acted' ? textOf(fields, 'action') : undefined;
  const asked = fields.type === 'requested' ? textOf(fields, 'asked') : undefined;
  const steps = [action, asked].flatMap((name) => (procedure && name && titleOfStep(procedure, name)) || []);
  const parts = [
    procedure?.title,
    titleIn(pack.catalogue.items, code('item')) ?? titleIn(pack.classes, code('class')),
  ].flatMap((title) => (title ? [pick(title, locale)] : []));
  const period = code('period');
  if (period !== undefined && /^\d{4}(Q[1-4])?$/.test(period)) parts.push(period);
  // The entry names whoever approved, the matter whoever asked: the title says which it is.
  const approved = typeof fields.approval === 'number' ? pick(APPROVED, locale) : '';
  const step = steps.map((title) => pick(title, locale)).join(' · ');
  return {
    step: step ? step + placeOf(fields, locale) + approved : null,
    record: parts.length > 0 ? [...new Set(parts)].join(' · ') : null,
  };
}
