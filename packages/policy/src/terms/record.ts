import type { Calendar } from './calendar.ts';
import type { Limits } from './limits.ts';

/** One term of a matter as its events tell it. Nothing in it depends on today: due days are computed. */
export interface TermRecord {
  code: string;
  /** Code of the limit; with `due` the one that the day may not go beyond, empty where there is none. */
  limit: string;
  /** Last day that somebody set; without it the limit gives it. */
  due?: string | undefined;
  openedAt: string;
  openedSeq: number;
  closedAt?: string | undefined;
  closedSeq?: number | undefined;
  suspensions: { from: string; to?: string | undefined }[];
  extensions: { at: string; limit: string; seq: number }[];
}

/** What due days are computed by: live by effective date, whatever version of the pack a matter follows. */
export interface TermRules {
  limits: Limits;
  calendar: Calendar;
  /** Time zone in which moments become days. */
  zone: string;
}
