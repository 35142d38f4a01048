/** The library: its entries, how they are written, and what is shared with zones. */
export * from './library-entries.ts';
export * from './library-shares.ts';
export * from './library-writing.ts';
