const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment where a wall clock of the time zone hangs. @throws RangeError for an unknown zone */
export function dayInZone(moment: string | Date, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
    formats.set(zone, format);
  }
  return format.format(typeof moment === 'string' ? new Date(moment) : moment);
}
