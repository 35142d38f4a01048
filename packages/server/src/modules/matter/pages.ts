import type { Service } from '@plumbline/policy';

/** Services whose matters are worked on in a page of their own; the others have the general one. */
const PAGES: Partial<Record<Service, string>> = {
  collection: '/collection-tasks',
  reading: '/reading-slips',
  instruction: '/follow-ups',
  library: '/library/versions',
};

/** Where a matter is worked on in the client. */
export const pageOf = (service: Service | undefined, matterId: string): string =>
  `${(service && PAGES[service]) ?? '/matters'}/${matterId}`;
