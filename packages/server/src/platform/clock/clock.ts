import { dayInZone } from '@plumbline/policy';

/** Where the time comes from; tests and scenarios put their own in. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  #now: Date;
  constructor(start: string | Date) {
    this.#now = new Date(start);
  }
  now(): Date {
    return new Date(this.#now);
  }
  set(moment: string | Date): void {
    this.#now = new Date(moment);
  }
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/** Time zone of what is dated outside of any pack. */
export const OFFICE_TIME_ZONE = 'Asia/Shanghai';

/** The calendar day (`YYYY-MM-DD`) of a moment in the office's time zone. */
export const dayOf = (moment: Date): string => dayInZone(moment, OFFICE_TIME_ZONE);

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: OFFICE_TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Date and time as the office's clock shows them, for papers: 2026-04-06 10:00. */
export const officeTime = (at: Date): string => wallClock.format(at);
