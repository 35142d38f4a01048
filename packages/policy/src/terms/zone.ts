interface Zone {
  format: Intl.DateTimeFormat;
  /** The minute that was asked for last, and its day: a day begins with a minute, and servers ask for now. */
  minute: number;
  day: string;
}

const MINUTE_MS = 60_000;
const zones = new Map<string, Zone>();

/** The calendar day of a moment where a wall clock of the time zone hangs. @throws RangeError for an unknown zone */
export function dayInZone(moment: string | Date, zone: string): string {
  let known = zones.get(zone);
  if (!known) {
    known = { format: new Intl.DateTimeFormat('sv-SE', { timeZone: zone }), minute: Number.NaN, day: '' };
    zones.set(zone, known);
  }
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  const minute = Math.floor(date.getTime() / MINUTE_MS);
  if (minute !== known.minute) {
    known.day = known.format.format(date);
    known.minute = minute;
  }
  return known.day;
}

/** The moment at which a wall clock of the time zone shows a minute of a day; where it shows it twice, the first. */
export function momentInZone(day: string, minute: number, zone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const shown = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
  const once = wanted - (shown(wanted) - wanted);
  return new Date(once - (shown(once) - wanted));
}
