import { z } from 'zod';
import { Day, Id, IdParams } from './common.ts';
import { Freshness, MaterialHead, NamedRef } from './dossier.ts';
import { Silence } from './portrait.ts';
import { route } from './route.ts';

/** The dossier in short, as who works on a clue about its subject sees it (no kin). */
export const DossierCard = z.object({
  subject: NamedRef,
  unit: NamedRef.nullable(),
  post: z.string().nullable(),
  level: z.string().nullable(),
  custodian: NamedRef,
  counts: z.object({ required: z.int(), present: z.int(), missing: z.int(), stale: z.int() }),
  silences: z.array(Silence).describe('What is missing or too old; a gap is nothing against the subject'),
  slipUntil: Day.nullable().describe('Until when a reading slip of the caller opens restricted entries'),
  asks: z.boolean().describe('The caller may ask for a reading slip'),
});
export type DossierCard = z.infer<typeof DossierCard>;

/** An entry that bears on something alleged, with what it says as far as the caller may read it. */
export const LaidEntry = MaterialHead.extend({
  withheldBy: z
    .enum(['slip', 'permission', 'sealed'])
    .nullable()
    .describe('What keeps its content closed; a slip may be asked for'),
  values: z.array(z.object({ title: z.string(), values: z.array(z.string()), masked: z.boolean() })),
});
export type LaidEntry = z.infer<typeof LaidEntry>;

export const LaidBearing = z.object({
  aspect: z.string(),
  item: z.string(),
  itemTitle: z.string(),
  note: z.string().describe('What is to be looked for in it, for and against'),
  source: z.string().describe('Where that comes from'),
  standing: z.enum(['law', 'local-rule', 'default']),
  freshness: Freshness,
  required: z.boolean().describe('The dossier needs the item; what is not needed is not missing'),
  entries: z.array(Id).describe('Newest first'),
});

const WeighedPiece = z.object({ piece: z.string(), source: z.string(), weight: z.string() });
/** How the readings of one allegation stand by the evidence that was weighed; no figure, no rank of a person. */
export const EvidenceStanding = z.object({
  readings: z.array(
    z.object({
      title: z.string(),
      supportedBy: z.array(WeighedPiece),
      contradictedBy: z.array(WeighedPiece),
    }),
  ),
  unexamined: z.array(z.string()).describe('Against which nothing was laid yet; those for the person first'),
  least: z
    .array(z.string())
    .nullable()
    .describe('Least contradicted; null until something was laid against each reading'),
  undecided: z.array(z.string()).describe('What contradicts one of these and not the others would decide'),
  tainted: z.array(z.string()).describe('Pieces that do not count: their source is in doubt'),
  copies: z.array(z.string()).describe('Pieces that say again what another of the same origin says'),
});
export type EvidenceStanding = z.infer<typeof EvidenceStanding>;

export const LaidAllegation = z.object({
  no: z.int(),
  what: z.string(),
  kind: z.string().nullable(),
  kindTitle: z.string().nullable(),
  kindOf: z
    .enum(['allegation', 'clue', 'nobody'])
    .describe('Who said the kind; nobody: everything that may bear is laid out'),
  bearings: z.array(LaidBearing),
  lookedFor: z.boolean().describe('It was looked for what speaks against the allegation'),
  standing: EvidenceStanding.nullable().describe('Null while no evidence was weighed'),
});
export type LaidAllegation = z.infer<typeof LaidAllegation>;

/** What one entry says, as one side of a difference. */
export const DifferenceSide = z.object({
  entryId: Id,
  itemTitle: z.string(),
  day: Day.describe('Day of which it speaks'),
  sourceTitle: z.string().nullable(),
  statusTitle: z.string(),
  says: z
    .array(z.object({ title: z.string(), value: z.string(), masked: z.boolean() }))
    .describe('Empty where it says nothing of the kind'),
});
export type DifferenceSide = z.infer<typeof DifferenceSide>;

/** A difference between a declaration and another record. It shows both and says nothing of either being wrong. */
export const LaidDifference = z.object({
  rule: z.string(),
  title: z.string(),
  note: z.string().describe('What may explain it, to be looked for first'),
  source: z.string().describe('Rule or practice that the comparison comes from'),
  standing: z.enum(['law', 'local-rule', 'default']),
  points: z.array(z.int()).describe('Allegations on which it bears'),
  declared: DifferenceSide,
  recorded: DifferenceSide,
});
export type LaidDifference = z.infer<typeof LaidDifference>;

export const Uncompared = z.object({
  rule: z.string(),
  title: z.string(),
  item: z.string().describe('Title of the item that stands in the way'),
  why: z
    .enum(['missing', 'withheld'])
    .describe('No entry that may be compared, or none that the caller may read'),
});

export const ClueLayout = z.object({
  card: DossierCard.nullable().describe('Null where the dossier lies out of the sight of the caller'),
  beyond: z
    .string()
    .nullable()
    .describe('What is not shown and whom to ask: the same sentence whether there is anything or not'),
  aspects: z.array(z.object({ code: z.string(), title: z.string() })),
  allegations: z.array(LaidAllegation),
  differences: z.array(LaidDifference),
  uncompared: z
    .array(Uncompared)
    .describe('Comparisons that could not be made; that says nothing against anybody'),
  entries: z.array(LaidEntry).describe('Each once, whatever it bears on'),
});
export type ClueLayout = z.infer<typeof ClueLayout>;

export const layOutClue = route({
  id: 'layOutClue',
  method: 'GET',
  path: '/api/clues/:id/layout',
  tag: 'clue',
  permission: 'clue.read',
  summary: {
    zh: '逐项对照电子数据包（逆向甄别）',
    en: "What the subject's dossier holds that bears on each allegation, for who works on the clue now; recorded",
  },
  params: IdParams,
  reply: ClueLayout,
});
