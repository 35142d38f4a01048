/** Looks whether what was said of somebody for whom an opinion was given still holds, and nothing newly in force is missing. */
export const SUPPLEMENT_TOPIC = 'warning.supplements';

/** Ends a matter whose bars fell with what it rested on: `{ matter }`. */
export const FALL_TOPIC = 'warning.fall';

/** Ends a warning or a place on the list of which no ground is left: `{ kind, matter }`. */
export const FELL_TOPIC = 'warning.fell';

/** Looks whether anything is left that a warning or a place on the list rests on. */
export const GROUND_TOPIC = 'warning.grounds';
