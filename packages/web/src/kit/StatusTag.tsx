import type { Text } from '@plumbline/contract/route';
import { useSay } from '../lib/language.ts';

/**
 * `plain`: a fact. `live`: under way. `done`: finished. `care`: look here. `late`: late or wrong, the only
 * red. `quiet`: no longer in force.
 */
export type Tone = 'plain' | 'live' | 'done' | 'care' | 'late' | 'quiet';

interface Props {
  /** The pack's word for the state; the colour only repeats it. */
  title: Text | string;
  tone?: Tone;
  /** Shown when the word needs explaining. */
  hint?: string;
}

export function StatusTag({ title, tone = 'plain', hint }: Props) {
  const say = useSay();
  return (
    <span className={`status status-${tone}`} title={hint}>
      {say(title)}
    </span>
  );
}

/** Tone of one of the pack's statuses: what is still open is live, what may not be stated as a fact is quiet. */
export function toneOf(status: { live: boolean; factual: boolean }): Tone {
  if (status.live) return status.factual ? 'live' : 'care';
  return status.factual ? 'done' : 'quiet';
}
