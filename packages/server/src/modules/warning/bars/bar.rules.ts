/** As far as it matters whether somebody is barred on a day. */
export interface Span {
  from: string;
  until: string;
  /** The day from which it was lifted. */
  endedOn: string | null;
}

/** In force from its first day to its last one, unless it was lifted before. Nobody does anything for it to end (P8). */
export const isInForce = ({ from, until, endedOn }: Span, day: string): boolean =>
  from <= day && day <= until && (endedOn === null || day < endedOn);

/** What a ledger event says of bars: enough to rebuild them. */
export interface BegunBar {
  id: string;
  person: string;
  kind: string;
  from: string;
  until: string;
  owner: string | null;
  readers: readonly string[];
  barred: readonly string[];
  classification: number;
}
export interface BarEvent {
  type: 'bar.begun' | 'bar.ended';
  at: Date;
  matter: string;
  organ: string;
  data: { bars?: readonly BegunBar[]; ended?: readonly string[]; on?: string };
}

export interface BarRecord extends BegunBar {
  matter: string;
  organ: string;
  at: Date;
  endedOn: string | null;
  endedBy: string | null;
}

/** The bars that events tell of, in their order. What was lifted once stays as it was lifted first. */
export function barsFrom(events: readonly BarEvent[]): BarRecord[] {
  const bars = new Map<string, BarRecord>();
  for (const { type, at, matter, organ, data } of events) {
    if (type === 'bar.begun')
      for (const bar of data.bars ?? [])
        bars.set(bar.id, { ...bar, matter, organ, at, endedOn: null, endedBy: null });
    else
      for (const id of data.ended ?? []) {
        const bar = bars.get(id);
        if (bar?.endedOn === null) bars.set(id, { ...bar, endedOn: data.on!, endedBy: matter });
      }
  }
  return [...bars.values()];
}
