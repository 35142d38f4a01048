/** Work that one module leaves for another that stands above it. */

/** Looks anew at who may see open matters, and by when they are due: `{ parted? }`, after what is said of kin who are none any more. */
export const REFRESH_TOPIC = 'matter.refresh';

/** Two persons whose kinship ended or was changed, and what it was. */
export interface Parted {
  persons: readonly [string, string];
  relation: string;
}

/** Brings archives of the library to where their dossiers are kept now. */
export const ARCHIVE_TOPIC = 'library.follow-custody';

/** Ends the calendar's secret address of an account: `{ accountId }`. */
export const END_CALENDAR_TOPIC = 'delivery.end-calendar';
