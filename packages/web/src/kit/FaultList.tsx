import type { Fault } from '@plumbline/contract/problem';
import { type Say, useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** Where a fault stands, for people: sheet, row and column, or nothing when the form marks the field itself. */
function placeOf(fault: Fault, t: Say<'sheet' | 'faultAt' | 'column'>): string {
  return [
    fault.sheet && t('sheet', { sheet: fault.sheet }),
    fault.row !== undefined && t('faultAt', { row: fault.row }),
    fault.column && t('column', { column: fault.column }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Each fault with its place, what is wrong and what to write. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  const t = useText(texts);
  return (
    <ul className="faults">
      {faults.map((fault, index) => {
        const place = placeOf(fault, t);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: faults have no identity of their own
          <li key={index}>
            {place && <b>{place} </b>}
            {fault.detail}
          </li>
        );
      })}
    </ul>
  );
}
