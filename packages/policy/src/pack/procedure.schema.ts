import { z } from 'zod';
import { SubjectKind } from './catalogue.schema.ts';
import { Code, PackText, PermissionCode } from './common.schema.ts';
import { RuleRef } from './library.schema.ts';
import { Party } from './party.schema.ts';
import {
  ActorRelation,
  AnyPermission,
  actionParts,
  FieldName,
  Panel,
  PartiesFrom,
  ProcedureTerm,
} from './procedure-parts.schema.ts';
import { Sitting } from './sitting.schema.ts';

/** What part of the platform runs on a procedure. The server asks for the service, never for a procedure by name. */
export const Service = z
  .enum(['submission', 'material', 'clue', 'match', 'reading', 'collection', 'instruction', 'library'])
  .describe('Service of the platform that runs on this procedure');
export type Service = z.infer<typeof Service>;

export const State = z.strictObject({
  title: PackText.describe('Name of the state'),
  status: Code.describe('Status that decides what an entry in this state may be used for'),
  final: z.boolean().default(false).describe('Nothing more can happen'),
  phase: z
    .enum(['before', 'during', 'after'])
    .optional()
    .describe('Whether what is supervised is still to come, under way or done; left out: during'),
  shownTo: z
    .array(ActorRelation)
    .min(1)
    .optional()
    .describe(
      'Places of persons and units (subject, unit, contributor or a party), and of organs that stand outside, that see the matter in this state; other accounts and organs that have a place always do',
    ),
  shows: z
    .array(FieldName)
    .min(1)
    .optional()
    .describe(
      'Fields of the forms that whoever the state is shown to reads besides papers and own steps; left out: none',
    ),
  narrow: z.boolean().optional().describe('In this state the matter is seen as one of a narrow procedure is'),
  seenBy: PermissionCode.optional().describe(
    'The matter, and all that came of it, is seen in this state by those alone who hold this permission in the organ that keeps it or above; for narrow procedures',
  ),
});
export type State = z.infer<typeof State>;

export const Action = z.strictObject({
  title: PackText.describe('Label of the button and of the entry in the history'),
  from: z
    .union([Code, z.array(Code).min(1)])
    .transform((v) => (Array.isArray(v) ? v : [v]))
    .describe('States in which the action is possible'),
  to: Code.optional().describe('State after it; left out: the state stays, the action is recorded'),
  by: z.array(ActorRelation).min(1).describe('Relations one of which the actor must have to the matter'),
  permission: AnyPermission,
  form: Code.optional().describe('Form of the input'),
  requiresReason: z.boolean().default(false).describe('A reason must be written'),
  document: Code.optional().describe('Template of the document that the effect document.issue issues'),
  secondPerson: z
    .array(z.string())
    .optional()
    .describe(
      'Earlier actions (begin: the start; approval.approve: whoever approved) whose actors must be other persons',
    ),
  secondPersonFrom: z
    .array(Code)
    .min(1)
    .optional()
    .describe('States from which `secondPerson` counts; left out: from every one'),
  after: z
    .array(z.string())
    .optional()
    .describe('Only when one of these actions happened since the state was entered'),
  unless: z
    .array(z.string())
    .optional()
    .describe('Only when none of these actions happened since the state was entered'),
  effects: z
    .array(z.string())
    .default([])
    .describe('Named effects that the server carries out in the same transaction'),
  ...actionParts,
});
export type Action = z.infer<typeof Action>;

export const Procedure = z.strictObject({
  procedure: Code,
  title: PackText.describe('Name of the procedure'),
  note: PackText.optional().describe('What it is for'),
  service: Service.optional(),
  rules: z.array(RuleRef).max(20).optional().describe('Articles that the procedure rests on'),
  work: Code.optional().describe('Kind of work that it belongs to'),
  narrow: z
    .boolean()
    .optional()
    .describe(
      'Seen by its handlers, those who decide on it and the clue rooms alone, not by everybody within reach of the organ',
    ),
  untitled: z
    .boolean()
    .optional()
    .describe(
      'Its matters keep no text of anybody: they are called after the procedure alone, and no step takes a reason',
    ),
  classification: Code.optional().describe('Classification of its matters; left out: internal (level 1)'),
  subjects: z
    .strictObject({
      kinds: z.array(SubjectKind).describe('Kinds of subject it may concern'),
      min: z.int().min(0).max(1000).describe('Fewest subjects'),
      max: z.int().min(0).max(1000).describe('Most subjects'),
    })
    .describe('Whom a matter concerns'),
  number: z
    .strictObject({
      by: z.string().optional().describe('Field of the first form whose value chooses the series'),
      series: z
        .record(
          Code,
          z.strictObject({
            title: PackText.describe('Name of the series'),
            pattern: z
              .string()
              .regex(/\{seq(:\d)?\}/, 'must contain {seq} or {seq:4}')
              .describe('Pattern with {organ}, {year}, {seq} or {seq:4}'),
          }),
        )
        .describe('Series by the value of that field; `default` without one'),
    })
    .optional()
    .describe('How matters are numbered'),
  initial: Code.describe('State in which a matter begins'),
  begin: z
    .strictObject({
      by: z.array(ActorRelation).min(1).describe('Relations one of which the starter must have'),
      permission: AnyPermission,
      form: Code.optional().describe('Form of the input'),
      effects: z.array(z.string()).default([]).describe('Effects of the start'),
      opens: z.array(Code).min(1).optional().describe('Terms that begin to run'),
      partiesFrom: PartiesFrom.optional(),
    })
    .describe('How a matter begins'),
  states: z.record(Code, State).describe('States by code'),
  actions: z.record(Code, Action).describe('Actions by code'),
  parties: z.record(Code, Party).optional().describe('Places in the matter besides those every matter has'),
  terms: z.record(Code, ProcedureTerm).optional().describe('Terms that actions open and close'),
  sitting: Sitting.optional().describe(
    'Day, time and place that the effect sitting.set enters in the calendar',
  ),
  panels: z.record(Code, Panel).optional().describe('Panels that decide by votes'),
  staffing: z
    .strictObject({
      by: z.array(ActorRelation).min(1).describe('Relations one of which the actor must have'),
      permission: AnyPermission,
    })
    .optional()
    .describe('Who hands the matter over and orders recusals; left out: neither is possible'),
});
export type Procedure = z.infer<typeof Procedure>;
