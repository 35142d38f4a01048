import { z } from 'zod';
import { Moment } from './common.ts';
import { route } from './route.ts';

const tag = 'desk';

export const DeliveryMode = z
  .enum(['off', 'each', 'digest'])
  .describe('off: in the platform only; each: a mail for new notices; digest: one mail a day');
export type DeliveryMode = z.infer<typeof DeliveryMode>;

/** How notices reach the caller outside the platform. Mails and calendars carry no content. */
export const Delivery = z.object({
  mailPossible: z.boolean().describe('False while the server has no mail server'),
  mode: DeliveryMode,
  address: z.string().nullable(),
  confirmed: z.boolean().describe('Mail goes to a confirmed address only'),
  calendarSince: Moment.nullable().describe('Since when the calendar can be subscribed to'),
});
export type Delivery = z.infer<typeof Delivery>;

export const getDelivery = route({
  id: 'getDelivery',
  method: 'GET',
  path: '/api/delivery',
  tag,
  permission: null,
  summary: { zh: '提醒送达方式', en: 'How notices reach the caller' },
  reply: Delivery,
});

export const setDelivery = route({
  id: 'setDelivery',
  method: 'PUT',
  path: '/api/delivery',
  tag,
  permission: null,
  summary: { zh: '设置提醒送达方式', en: 'Choose how notices reach the caller' },
  body: z.object({
    mode: DeliveryMode,
    address: z.email().max(254).nullable().describe('A new address gets a code to confirm it'),
  }),
  reply: Delivery,
});

export const confirmAddress = route({
  id: 'confirmAddress',
  method: 'POST',
  path: '/api/delivery/confirm',
  tag,
  permission: null,
  summary: { zh: '确认邮箱', en: 'Confirm the address by the code sent to it' },
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  reply: Delivery,
});

export const makeCalendar = route({
  id: 'makeCalendar',
  method: 'POST',
  path: '/api/delivery/calendar',
  tag,
  permission: null,
  sealed: true,
  summary: { zh: '生成日历订阅地址（旧地址作废）', en: 'Make a calendar address; an older one ends' },
  reply: z.object({ url: z.string().describe('Shown once; whoever has it sees the due days') }),
});

export const endCalendar = route({
  id: 'endCalendar',
  method: 'DELETE',
  path: '/api/delivery/calendar',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '停用日历订阅', en: 'End the calendar address' },
});

export const getCalendarFeed = route({
  id: 'getCalendarFeed',
  method: 'GET',
  path: '/api/calendar/feeds/:feed',
  tag,
  permission: 'public',
  summary: { zh: '日历订阅（iCalendar）', en: 'Due days as iCalendar, by secret address' },
  params: z.object({ feed: z.string().max(100) }),
});
