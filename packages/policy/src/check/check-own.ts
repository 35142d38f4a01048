import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { formOf } from './check-steps.ts';
import { inPart, unknownCodes } from './problems.ts';

/** Each purpose that people are told of is one that the slip's own form offers. */
export function checkOwn(pack: Pack): PackProblem[] {
  const purposes = pack.own?.readings.purposes;
  const slip = Object.values(pack.procedures).find(({ service }) => service === 'reading');
  const offered = formOf(pack, slip?.begin.form)?.properties?.purpose?.oneOf ?? [];
  const known = new Set(offered.map((option) => String(option.const)));
  return unknownCodes('purpose', purposes, known, (i, code, text) =>
    inPart('own', ['readings', 'purposes', i], code, text),
  );
}
