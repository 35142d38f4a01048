/** A time as it is typed, as hh:mm: `930`, `9.30`, `9：30` and `9` become 09:30 and 09:00. What is no time stays as it is. */
export function clockOf(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const [, hours, minutes = '00'] =
    /^(\d{1,2})(?:[:.时]([0-5]\d)分?|时)?$/u.exec(plain) ?? /^(\d{1,2})([0-5]\d)$/u.exec(plain) ?? [];
  return hours === undefined || Number(hours) > 23 ? text : `${hours.padStart(2, '0')}:${minutes}`;
}
