import path from 'node:path';

/** Where the last whole test run leaves its results for `npm run mission`. */
export const RESULTS = path.resolve(import.meta.dirname, '../node_modules/.cache/plumbline/results.json');
