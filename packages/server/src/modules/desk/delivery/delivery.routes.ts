import * as contract from '@plumbline/contract/delivery';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { endCalendar, makeCalendar } from './calendar-address.ts';
import { getDelivery, setDelivery, tryCode } from './set-delivery.ts';

export function deliveryRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.getDelivery, (ctx) => getDelivery(ctx));
  endpoints.command(contract.setDelivery, (ctx, { body }) => setDelivery(ctx, body));
  endpoints.command(
    contract.confirmAddress,
    (ctx) => getDelivery(ctx),
    async (actor, { body }) => {
      const outcome = await endpoints.run(actor, (ctx) => tryCode(ctx, body));
      if ('refused' in outcome) throw outcome.refused;
    },
  );
  endpoints.command(contract.makeCalendar, (ctx) => makeCalendar(ctx));
  endpoints.command(contract.endCalendar, (ctx) => endCalendar(ctx));
}
