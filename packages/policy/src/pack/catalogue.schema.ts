import { z } from 'zod';
import { Code, Duration, Entry, PackText, Standing } from './common.schema.ts';

export const SubjectKind = z.enum(['person', 'unit']).describe('Whose dossier: a person or a unit');
export type SubjectKind = z.infer<typeof SubjectKind>;

/** Who stands near enough to the subject to supply an item, besides whole kinds of organ. */
export const ContributorRelation = z
  .enum([
    'subject',
    'unit-liaison',
    'unit-head',
    'unit-discipline-head',
    'team-member',
    'custodian',
    'system',
  ])
  .describe(
    'The subject; liaison, head or discipline head of its unit; a team member; the custodian organ; the platform',
  );
export type ContributorRelation = z.infer<typeof ContributorRelation>;

export const MaxAge = z
  .strictObject({
    value: Duration.or(z.literal('none')).describe('Age at which the item is stale; none: silence is no gap'),
    source: PackText.describe('Rule or practice that the value comes from'),
    standing: Standing,
  })
  .describe('How old the newest material may be');

export const RequiredFor = z
  .strictObject({
    levels: z.array(Code).optional().describe('Post levels; left out: any level'),
    tags: z
      .array(Code)
      .optional()
      .describe('Post or unit tags, one of which suffices; left out: no tag needed'),
  })
  .describe('The item is required when the level matches and one of the tags is present');

/**
 * Place of a value in a form's data: names joined by `/`; `list[key=value]` takes the matching rows,
 * `list[]` all rows, a closing `#count` counts them. Example: `family[relation=spouse]/employer`.
 */
export const FieldPath = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*(\[[^\]/]*\])?(\/[A-Za-z][A-Za-z0-9]*(\[[^\]/]*\])?)*(#count)?$/)
  .describe('Place of a value in the form: names joined by "/", list[key=value], list[], #count');

/** How grave a fact is; also what the level of a warning is called by. */
export const GRAVITIES = ['minor', 'heavier', 'serious'] as const;
export type Gravity = (typeof GRAVITIES)[number];

/** What a fact that bears on a warning is. */
export const FACT_KINDS = ['conduct', 'false-answer', 'assessment', 'inaction'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export const Warns = z
  .strictObject({
    grave: FieldPath.describe('Field that says how grave it is: minor, heavier or serious'),
    kind: FieldPath.optional().describe(
      'Field that says what it is: conduct, false-answer, assessment or inaction; left out: conduct',
    ),
    as: z.enum(FACT_KINDS).optional().describe('What every entry of the item is, in place of a field'),
    otherwise: z
      .enum(GRAVITIES)
      .optional()
      .describe('How grave an entry counts that does not say it; left out: it bears on no level'),
    only: z
      .record(FieldPath, z.array(z.string()).min(1))
      .optional()
      .describe('Fields and their values: only entries that say one of these bear on a level'),
    about: FieldPath.optional().describe('Field that says in a line what it is about'),
    decision: FieldPath.optional().describe(
      'Field that names the decision it tells of: entries that name the same one are one matter, whatever their days',
    ),
    on: FieldPath.optional().describe(
      'Field with the day on which it happened; left out: the day of the entry says it',
    ),
  })
  .describe('What an entry of the item says to the level of a warning and to the special list');
export type Warns = z.infer<typeof Warns>;

export const CatalogueItem = z.strictObject({
  code: Code,
  title: PackText.describe('Name of the item'),
  note: PackText.optional().describe('What belongs here'),
  group: Code.describe('Group of the catalogue under which it stands'),
  subject: SubjectKind,
  form: Code.describe('Form of the structured entry'),
  contributors: z
    .strictObject({
      organKinds: z.array(Code).default([]).describe('Kinds of organ that supply it'),
      relations: z.array(ContributorRelation).default([]).describe('Who near the subject supplies it'),
    })
    .describe('Who owes or may supply the item; the first one named is asked first'),
  classification: z.int().min(0).max(9).describe('Classification of a new material unless told otherwise'),
  maxAge: MaxAge,
  required: z.enum(['always', 'when', 'never']).describe('always; when requiredFor matches; never'),
  requiredFor: RequiredFor.optional(),
  summaryFields: z
    .array(
      z.strictObject({
        path: FieldPath,
        title: PackText.describe('Label on the portrait'),
      }),
    )
    .default([])
    .describe('Fields of the newest verified material that the portrait shows'),
  facts: z
    .array(z.strictObject({ path: FieldPath, fact: Code.describe('The fact that the field states') }))
    .default([])
    .describe('Fields that state a fact which other items state too: differing sources stand side by side'),
  warns: Warns.optional(),
  sealed: z
    .boolean()
    .default(false)
    .describe('Never shown to the subject or its unit; shown to readers only together'),
  minimumAuthors: z.int().min(1).max(20).default(1).describe('Authors needed before a sealed item is shown'),
  autoFiled: z
    .boolean()
    .default(false)
    .describe('Filed by the platform from procedures, not entered by hand'),
  files: z.boolean().default(true).describe('Files may be attached'),
  followUp: z.boolean().default(false).describe('Each entry opens a follow-up for every unit concerned'),
  retention: z
    .strictObject({
      value: Duration.or(z.literal('permanent')).describe(
        'How long it is kept after the subject leaves office',
      ),
      source: PackText.describe('Rule or practice that the value comes from'),
      standing: Standing,
    })
    .describe('How long materials are kept'),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

export const Catalogue = z.strictObject({
  ageingShare: z
    .number()
    .gt(0)
    .lt(1)
    .describe('Share of the maximum age after which a material counts as ageing'),
  groups: z
    .array(Entry.extend({ subject: SubjectKind }))
    .describe('Groups in the order in which a dossier shows them'),
  facts: z.array(Entry).describe('Facts that several items may state'),
  items: z.array(CatalogueItem).describe('Items in the order of the binder'),
});
export type Catalogue = z.infer<typeof Catalogue>;
