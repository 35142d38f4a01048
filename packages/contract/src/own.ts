import { z } from 'zod';
import { Day, Id } from './common.ts';
import { route } from './route.ts';

/** A step that is open to whom the matter concerns. */
const OwnStep = z.object({
  code: z.string(),
  title: z.string(),
  lastDay: Day.nullable().describe('Last day to take it; null where no time was set'),
  provisional: z.boolean().describe('Counted through a year whose holidays are not known'),
  late: z.boolean().describe('The last day has passed'),
});

const OwnPaper = z.object({
  id: Id,
  title: z.string(),
  number: z.string(),
  issuer: z.string(),
  issuedOn: Day,
  voided: z.boolean(),
});
export type OwnPaper = z.infer<typeof OwnPaper>;

const OwnMatter = z.object({
  id: Id,
  kind: z
    .enum(['asked', 'decided', 'running'])
    .describe(
      'asked: a step is open to the caller; decided: told what came of it; running: others work on it',
    ),
  title: z.string().describe('What it is: the title of its procedure'),
  number: z.string().nullable(),
  about: z.string().nullable().describe('Whom it concerns, where that is not the caller'),
  organ: z.string().describe('Organ under whose name it goes out'),
  meets: z
    .object({ day: Day, from: z.string(), until: z.string(), place: z.string() })
    .nullable()
    .describe('Where and when people sit together that the caller was told of; null once the day has passed'),
  stateTitle: z.string(),
  since: Day.describe('Day on which it came to where it stands'),
  lastDay: Day.nullable().describe('The first of the last days of its steps'),
  late: z.boolean(),
  steps: z.array(OwnStep),
  papers: z.array(OwnPaper).describe('Papers of it that the caller may open, the newest first'),
  link: z.string().describe('Where it is worked on in the client'),
});
export type OwnMatter = z.infer<typeof OwnMatter>;

const OwnBar = z.object({
  title: z.string(),
  bars: z.string().describe('What exactly is barred'),
  from: Day,
  until: Day.describe('Last day; it ends by itself'),
  organ: z.string(),
});

const OwnReading = z.object({ day: Day, organ: z.string(), purpose: z.string() });

export const getOwnPage = route({
  id: 'getOwnPage',
  method: 'GET',
  path: '/api/own',
  tag: 'warning',
  permission: null,
  summary: {
    zh: '与我有关：本人（及所代表单位）被告知的事项、文书和可办理的环节',
    en: 'What concerns the caller, or the unit that the caller speaks for, and was told to them',
  },
  reply: z.object({
    items: z.array(OwnMatter).describe('Those with a last day first, the earliest first; then the newest'),
    more: z.boolean().describe('There are older ones, in GET /api/matters'),
    papers: z.array(OwnPaper).describe('Papers issued to the caller that belong to none of the matters'),
    bars: z.array(OwnBar).describe('What the caller is barred from today, the first to end first'),
    readings: z
      .object({ since: Day, items: z.array(OwnReading) })
      .nullable()
      .describe(
        'Readings of the own dossier on a slip, where the pack lets them be told; null where it does not',
      ),
  }),
});
