import type { Uses } from '../pack/intake.schema.ts';

/** Whether an entry of this status may be used so (protection P2). What the table does not name is not allowed. */
export const isAllowed = (uses: Uses, status: string, use: string): boolean =>
  uses.table[status]?.[use] === true;

/** Statuses that may be used so: for a WHERE clause. */
export const statusesFor = (uses: Uses, use: string): string[] =>
  Object.keys(uses.table).filter((status) => isAllowed(uses, status, use));
