/** Full years on a day; both days are `yyyy-mm-dd`. Whoever was born on 29 February turns a year older on 1 March. */
export const ageOn = (birth: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
