import { z } from 'zod';
import { Code, PackText, PermissionCode } from './common.schema.ts';

/** Relations that every matter knows; a procedure may declare further ones in `parties`. */
export const RELATIONS = [
  'custodian',
  'author',
  'receiver',
  'contributor',
  'subject',
  'unit',
  'handler',
  'system',
] as const;

/** In which relation to the matter an actor acts; never a role or organ by name. */
export const ActorRelation = Code.describe(
  `${RELATIONS.join(', ')}, or a party that the procedure declares: relation to the matter`,
);
export type ActorRelation = z.infer<typeof ActorRelation>;

/** One permission, or several of which one suffices. */
export const AnyPermission = z
  .union([PermissionCode, z.array(PermissionCode)])
  .default([])
  .transform((v) => (Array.isArray(v) ? v : [v]))
  .describe('Permissions one of which the actor must hold; left out: the relation suffices');

export const FieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/)
  .describe('Name of a field of the form');

export const PartiesFrom = z
  .record(Code, FieldName)
  .describe('Party → field of the form that names who takes this place');

export const Share = z.number().gt(0).max(1).describe('Share of a term that has passed, above 0 and up to 1');

export const ProcedureTerm = z.strictObject({
  title: PackText.describe('What must happen in time'),
  limit: z.string().optional().describe('Code of the limit in terms.yaml; left out where `due` says the end'),
  due: z
    .strictObject({
      field: FieldName.describe(
        'Required field with a date, in the form of the step that opens it or the first',
      ),
      atMost: z.string().optional().describe('Code of the limit that the day may not go beyond'),
      atLeast: z
        .string()
        .optional()
        .describe('Code of the limit that is always left, from the day that is set and from the opening'),
      maybe: z
        .boolean()
        .optional()
        .describe('The field may be left empty: then the term does not begin; left out: it is required'),
    })
    .optional()
    .describe('The end is the day that somebody sets in a form, instead of a limit'),
  onlyWith: z
    .union([FieldName, z.record(FieldName, z.string())])
    .optional()
    .describe(
      'A yes-or-no field of a form, or fields and their values: the term begins only where the answer was yes, or all of these',
    ),
  closedOnlyBy: z
    .array(ActorRelation)
    .min(1)
    .optional()
    .describe('Only somebody in one of these relations closes it: an answer that only the addressee gives'),
  proved: z
    .literal(true)
    .optional()
    .describe(
      'Time of somebody outside: it begins with a receipt of theirs or a step with `proof`, and is over once they answered or its last day has passed; what waits for it waits for the delivery too. Needs closedOnlyBy',
    ),
  ownLapse: z
    .literal(true)
    .optional()
    .describe(
      'Passing it is the lapse of the person alone, which may raise the level of a warning. Needs `proved`, and a step by which the person asks for more time and it stands still',
    ),
  warnAt: z.array(Share).optional().describe('Shares of the term at which those concerned are warned'),
  overdue: z
    .strictObject({
      notify: z.array(ActorRelation).min(1).describe('Who is told when it is overdue'),
      up: z
        .boolean()
        .default(false)
        .describe('The organ above is told as well, with matter, person and reason'),
    })
    .optional()
    .describe('What happens when it is overdue'),
  extend: z
    .strictObject({
      limit: z.string().describe('Code of the limit that is added'),
      times: z.int().min(1).max(20).default(1).describe('How often'),
    })
    .optional()
    .describe('How it may be extended; left out: it may not'),
});
export type ProcedureTerm = z.infer<typeof ProcedureTerm>;

/** A share that is exact: two thirds of three are two, which no decimal number says. */
export const Fraction = z
  .string()
  .regex(/^[1-9]\d?\/[1-9]\d?$/, 'a fraction such as 1/2')
  .describe('Exact share such as 1/2 or 2/3');

export const Panel = z.strictObject({
  title: PackText.describe('Name of the panel'),
  members: Code.describe('Party whose members have a voice'),
  chair: Code.describe('Party that chairs; has a voice as well'),
  quorum: Fraction.describe('Share of those entitled who must have spoken'),
  majority: z
    .strictObject({
      share: Fraction,
      over: z.boolean().default(true).describe('More than the share; false: the share suffices'),
      of: z
        .enum(['entitled', 'spoken'])
        .default('entitled')
        .describe('Share of all entitled, or of those who spoke'),
    })
    .describe('What passes'),
  chairLast: z.boolean().default(true).describe('The chair speaks after everybody present'),
  options: z
    .record(
      Code,
      z.strictObject({
        title: PackText.describe('Name of the vote'),
        counts: z.enum(['for', 'against', 'none']).describe('For which side it counts'),
      }),
    )
    .describe('Votes that may be cast'),
});
export type Panel = z.infer<typeof Panel>;

export const Spawn = z.strictObject({
  procedure: Code.describe('Procedure of the child matter'),
  as: Code.describe('What the child is to its parent'),
  waits: z.boolean().default(false).describe('Actions with needsChildren wait for its end'),
  ownTitle: z
    .boolean()
    .optional()
    .describe(
      'Called after its procedure and subjects: whoever sees the child must not read the title of this matter',
    ),
  each: z.boolean().optional().describe('One child for each subject; left out: one for all of them'),
  openly: z
    .boolean()
    .optional()
    .describe(
      'The child of a narrow matter is not narrow itself, and is not set aside with it: it says what others are to learn',
    ),
  partiesFrom: z.record(Code, Code).optional().describe('Party of the child → party of this matter'),
  dataFrom: z
    .record(FieldName, FieldName)
    .optional()
    .describe('Field of the first form of the child → field of a form of this matter'),
});
export type Spawn = z.infer<typeof Spawn>;

export const Terms = z.union([z.literal('all'), z.array(Code).min(1)]).describe('Terms by code, or all');

/** When the platform takes a step by itself: nobody has to think of it. */
export const ByItself = z
  .union([
    z.strictObject({ term: Code.describe('Term whose last day has passed') }),
    z.strictObject({
      child: Code.describe('What the child is to this matter'),
      states: z.array(Code).min(1).describe('States in which it ended'),
    }),
  ])
  .describe(
    'The platform takes the step itself, once the last day of a term has passed or a child has ended',
  );
export type ByItself = z.infer<typeof ByItself>;

/** What an action may do besides leading to a state. All left out: it does nothing of the kind. */
export const actionParts = {
  when: z.string().min(1).max(500).optional().describe('Guard: the action is possible only when it holds'),
  continues: z
    .boolean()
    .optional()
    .describe('The form begins with what was said last, to be changed; left out: it begins empty'),
  rowsFrom: z
    .strictObject({
      list: FieldName.describe('List of the form'),
      by: FieldName.describe('Field of its rows that is numbered from one on'),
      text: FieldName.describe('Field of its rows that takes the words'),
      from: FieldName.describe('Text of an earlier form, a row for each line'),
    })
    .optional()
    .describe('The form begins with rows made of what was said before, so that nobody types it again'),
  beside: z
    .array(FieldName)
    .min(1)
    .optional()
    .describe('Fields said earlier that stand beside the form while it is filled in; left out: none'),
  covers: z
    .strictObject({
      list: FieldName.describe('List of the form'),
      of: FieldName.describe('List of an earlier form, each entry of which it must speak of once'),
      by: FieldName.describe('Field of both by which entries are told apart'),
      only: z
        .literal(true)
        .optional()
        .describe('It need not speak of each, and may speak of one several times; it names no other'),
    })
    .optional()
    .describe('A list of the form that leaves no entry of an earlier list out and names no other'),
  unmet: PackText.optional().describe('What is missing when the guard does not hold, and what to do'),
  approval: z.string().optional().describe('Authority that must approve before the action counts'),
  rejectedTo: Code.optional().describe('State after the request was rejected; left out: the state stays'),
  whilePending: z
    .boolean()
    .optional()
    .describe('Possible while a request for approval or a transfer waits for its answer'),
  each: z
    .boolean()
    .optional()
    .describe('Everybody takes it once: whoever took it since the state was entered does not take it again'),
  afterEach: z
    .strictObject({
      action: Code.describe('Action that each of them has taken since the state was entered'),
      of: z.array(Code).min(1).describe('Places; one person in several of them takes it once'),
      or: z.array(Code).min(1).optional().describe('Actions one of which stands for all of them'),
    })
    .optional()
    .describe('Only when everybody in these places has taken an action'),
  drafted: z
    .boolean()
    .optional()
    .describe(
      'Its form is filled in on a page of its own that keeps what is typed, also while the network is down',
    ),
  afterTerm: Code.optional().describe(
    'Term that must not run any more: it was met, or its last day is over. Nobody is cut short of the time to answer',
  ),
  byItself: ByItself.optional(),
  proof: z
    .strictObject({
      day: FieldName.describe(
        'Required date of the form, not in the future: when it was delivered or handed in',
      ),
      papers: FieldName.describe('Required list of uploads: the receipt, or what was handed in and signed'),
    })
    .optional()
    .describe(
      'Fields of the form that prove by day and papers what somebody outside received or said. A delivery is not earlier than the step that issued what is delivered',
    ),
  opens: z.array(Code).min(1).optional().describe('Terms that begin to run'),
  closes: z.array(Code).min(1).optional().describe('Terms that are met'),
  suspends: Terms.optional().describe('Terms that stand still'),
  resumes: Terms.optional().describe('Terms that run on'),
  extends: Code.optional().describe('Term that gets more time'),
  partiesFrom: PartiesFrom.optional(),
  panel: z
    .strictObject({
      code: Code.describe('Panel of the procedure'),
      step: z.enum(['convene', 'opine', 'conclude']).describe('convene, give an opinion, or conclude'),
      present: FieldName.optional().describe('Field with the ids of those present; left out: all'),
    })
    .optional()
    .describe('Step of a panel that the action is'),
  toBy: z
    .strictObject({ passed: Code, failed: Code, tied: Code.optional() })
    .optional()
    .describe('State by the outcome of the panel that the action concludes; tied left out: as failed'),
  spawns: z.array(Spawn).min(1).optional().describe('Child matters that begin'),
  drives: z
    .strictObject({
      as: Code.describe('What the children are to this matter'),
      action: Code.describe('Step of their procedure, which the platform may take'),
      dataFrom: z
        .record(FieldName, FieldName)
        .optional()
        .describe('Field of the form of that step → field of a form of this matter'),
    })
    .optional()
    .describe('The platform takes a step in every child of this kind that may take it now'),
  needsChildren: z
    .literal('closed')
    .optional()
    .describe('Only when every child that is waited for has ended'),
  transfer: z
    .strictObject({
      to: FieldName.describe('Field with the id of the receiving organ'),
      permission: AnyPermission.describe('Permissions one of which whoever accepts must hold there'),
    })
    .optional()
    .describe('Custody is offered to another organ; the action takes effect when that organ accepts'),
  files: z
    .strictObject({
      item: Code.describe('Item of the catalogue'),
      unitItem: Code.optional().describe('Item for a unit, where a subject may be a person or a unit'),
      status: Code.optional().describe(
        'Status of the entry, which has to be factual: what was signed or handed in stands whatever becomes of the matter; left out: that of the state, which then has to be final',
      ),
      onlyWith: FieldName.optional().describe(
        'A yes-or-no field of the forms: filed only where the answer was yes',
      ),
      from: z
        .record(FieldName, z.string())
        .optional()
        .describe(
          "Field of the item's form → field of a form of the procedure, step.day, step.at, account.name, matter.id or matter.number; others take the field of the same name",
        ),
      says: z
        .record(FieldName, z.union([z.string(), z.boolean(), z.number()]))
        .optional()
        .describe("Field of the item's form → what every such entry says there"),
    })
    .optional()
    .describe('What the action produced is filed under this item'),
  voids: z
    .array(Code)
    .min(1)
    .optional()
    .describe('Actions whose acts count no more from now on: what rested on them is done anew'),
  bars: z
    .array(Code)
    .min(1)
    .optional()
    .describe(
      'Kinds of bar that begin for every person whom the matter concerns, with the effect `bar.begin`',
    ),
  correctable: z.boolean().optional().describe('May be undone by a counter-event while nothing has followed'),
  joins: z.boolean().optional().describe('The matter goes on in another one, named by the field `into`'),
  parts: z
    .boolean()
    .optional()
    .describe('The matter leaves the one that it joined and stands again as it did before'),
  splits: z
    .boolean()
    .optional()
    .describe('The subjects named by the field `subjects` go on in a matter of their own'),
} as const;
