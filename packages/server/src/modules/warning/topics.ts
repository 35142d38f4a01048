/** Looks whether something newly in force concerns somebody for whom an opinion was given. */
export const SUPPLEMENT_TOPIC = 'warning.supplements';
