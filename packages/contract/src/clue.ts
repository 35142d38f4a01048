import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line, Moment, PageQuery, page, prose, Version } from './common.ts';
import { route } from './route.ts';

const TAG = 'clue';

export const Polarity = z.enum(['positive', 'negative']);
export const SubjectKind = z.enum(['person', 'unit']);

/** Whom a clue concerns. */
export const ClueSubject = z.object({
  kind: SubjectKind,
  id: Id,
  name: z.string().nullable().describe('Null when the caller may not see the record'),
  unit: z.string().nullable(),
  post: z.string().nullable(),
});
export type ClueSubject = z.infer<typeof ClueSubject>;

export const ClueSummary = z.object({
  id: Id,
  number: z.string().nullable().describe('Null while the match waits for a second person'),
  class: z.string(),
  classTitle: z.string(),
  subType: z.string(),
  subTypeTitle: z.string(),
  polarity: Polarity,
  source: z.string(),
  sourceTitle: z.string(),
  sourceOrganId: Id.nullable(),
  sourceOrganName: z.string().nullable(),
  problem: z.string().nullable(),
  problemTitle: z.string().nullable(),
  period: z.string(),
  occurredOn: Day,
  receivedOn: Day,
  subject: ClueSubject.nullable(),
  title: z.string(),
  status: z.string(),
  statusTitle: z.string(),
  version: z.int(),
});
export type ClueSummary = z.infer<typeof ClueSummary>;

/** A clue almost the same in words. */
export const SimilarClue = z.object({
  id: Id,
  number: z.string().nullable(),
  title: z.string(),
  receivedOn: Day,
  sourceOrganName: z.string().nullable(),
  subject: ClueSubject.nullable(),
  sameSubject: z.boolean(),
  similarity: z.number().describe('0 … 1'),
  matterId: Id,
  mayTake: z.boolean().describe('The clue that resembles it may go on in this one'),
});
export type SimilarClue = z.infer<typeof SimilarClue>;

const ClueLink = z.object({ id: Id, number: z.string().nullable(), title: z.string(), receivedOn: Day });

/** A letter that goes on in the file of an earlier one, for whoever works on that. */
const MergedLetter = ClueLink.extend({
  occurredOn: Day,
  sourceTitle: z.string(),
  sourceOrganName: z.string().nullable(),
  content: z.string(),
  inSight: z.boolean().describe('The caller sees its own file too'),
});

/**
 * How often what a clue says came in about its subject, as far as the caller sees. Copies are no proof (P3): however
 * many there are, they count as one fact.
 */
export const Repeats = z.object({
  times: z.int().describe('Letters that say almost the same of the same subject, this one among them'),
  sources: z.int().describe('Different bodies and ways by which they came'),
  copied: z
    .boolean()
    .describe('Several are the same nearly word for word: a letter that was copied many times'),
  more: z.boolean().describe('There are so many that not all were compared'),
});
export type Repeats = z.infer<typeof Repeats>;

const Span = z.object({ start: z.int(), end: z.int() }).describe('UTF-16 code units of the text');
const ComparedText = z.object({
  id: Id,
  number: z.string().nullable(),
  receivedOn: Day,
  sourceTitle: z.string(),
  sourceOrganName: z.string().nullable(),
  text: z.string().describe('Title and content, a line break between'),
});
export const Comparison = z.object({
  left: ComparedText,
  right: ComparedText,
  similarity: z.number().describe('0 … 1'),
  passages: z.array(z.object({ left: Span, right: Span })).describe('The same words in both texts'),
});
export type Comparison = z.infer<typeof Comparison>;

export const ClueStep = z.object({
  at: Moment,
  title: z.string(),
  account: z.string().nullable(),
  reason: z.string().nullable(),
  stateTitle: z.string(),
  data: z.record(z.string(), z.unknown()).nullable(),
  moved: z
    .boolean()
    .describe(
      'It was filed to another subject before; why is kept for the readers of the ledger, for it may name whom',
    ),
});

export const Clue = ClueSummary.extend({
  formerNumbers: z.array(z.string()),
  content: z.string(),
  basis: z.string().nullable(),
  decidedBy: z.string().nullable(),
  clear: z.boolean().nullable(),
  named: z.boolean().describe('Reported under a name, which is kept outside the platform'),
  note: z.string().nullable(),
  channel: z.string().nullable(),
  channelTitle: z.string().nullable(),
  files: z.array(z.object({ id: Id, name: z.string() })).describe('Scans of what came in'),
  matterId: Id,
  matchId: Id.nullable(),
  materialId: Id.nullable().describe('The entry that it is filed as in the dossier'),
  origin: z
    .object({
      materialId: Id,
      title: z.string().nullable().describe('Null for whoever may not read the entry'),
      subjectId: Id,
    })
    .nullable()
    .describe('The entry of a dossier that it was made of, as far as the caller sees it'),
  ofMatter: z
    .object({ matterId: Id, title: z.string() })
    .nullable()
    .describe('The matter that it was made of, as far as the caller sees it'),
  sameReport: z.array(ClueLink).describe('Other clues of the same report, as far as the caller sees them'),
  maySplit: z.boolean().describe('The caller may register another clue of the same report'),
  cameBy: z
    .object({ matterId: Id, title: z.string() })
    .nullable()
    .describe('The transfer by which it came from another organ'),
  submission: z
    .object({
      id: Id,
      period: z.string(),
      rowNo: z.int(),
      sourceRow: z.int().nullable().describe('Row number in the workbook, as the sheet shows it'),
      organName: z.string(),
    })
    .nullable(),
  createdAt: Moment,
  steps: z.array(ClueStep),
  similar: z.array(SimilarClue),
  repeats: Repeats,
  mergedInto: ClueLink.nullable().describe('The earlier clue that it goes on in; it counts with that one'),
  merged: z
    .array(MergedLetter)
    .describe('Letters that go on in this clue, but for those that are kept from the caller'),
  actions: z
    .array(
      z.object({
        code: z.string(),
        title: z.string(),
        form: z.string().nullable(),
        requiresReason: z.boolean(),
        moves: z.boolean().describe('Moves the clue to another subject'),
        screens: z.boolean().describe('Whoever may take it is shown the dossier beside the allegations'),
        merges: z.boolean().describe('Lets the clue go on in an earlier one'),
        handsUp: z.boolean().describe('Keeps a stub and destroys the content: `handUpClue`, never a step'),
      }),
    )
    .describe('What the caller may do now, with what each asks for'),
  allowed: Allowed,
});
export type Clue = z.infer<typeof Clue>;

/** What narrows the list of clue files; the same for the list, its figures and its workbook. */
const ClueFilter = z.object({
  class: z.string().max(50).optional(),
  subType: z.string().max(50).optional(),
  problem: z.string().max(50).optional().describe('Kind of problem'),
  originId: Id.optional().describe('Entry of a dossier that was turned into it'),
  polarity: Polarity.optional(),
  source: z.string().max(50).optional(),
  sourceOrganId: Id.optional(),
  period: z.string().max(6).optional(),
  subjectId: Id.optional(),
  submissionId: Id.optional(),
  status: z.string().max(50).optional(),
  from: Day.optional().describe('Received on or after'),
  to: Day.optional().describe('Received on or before'),
  q: z.string().trim().max(100).optional().describe('Part of the number or the title'),
  mine: z.enum(['true']).optional().describe('Those that the caller registered'),
  unnamed: z.enum(['true']).optional().describe('Those that nobody was named to handle yet'),
  aside: z
    .enum(['true'])
    .optional()
    .describe('Those that were revoked and set aside, and no others, for whoever may see them'),
});

/** A clue that went, or is to go, to another organ, as its sender keeps sight of it. */
const SentClue = z.object({
  matterId: Id.describe('The transfer, with its letter, its receipt and what was said of the pieces'),
  number: z.string().nullable().describe('Number of the transfer'),
  clue: z.string().nullable().describe('Number of the clue here'),
  receiver: z.string(),
  sentOn: Day,
  stateTitle: z.string(),
  answer: z
    .object({ id: Id, title: z.string(), number: z.string(), issuedOn: Day })
    .nullable()
    .describe('The receipt, or the letter by which it came back'),
});
export type SentClue = z.infer<typeof SentClue>;

export const listSentClues = route({
  id: 'listSentClues',
  method: 'GET',
  path: '/api/clue-transfers',
  tag: TAG,
  permission: 'clue.register',
  summary: {
    zh: '移送其他机关的线索：去向和回执',
    en: 'Clues that went to other organs, latest first: when, to whom, and the receipt',
  },
  query: PageQuery,
  reply: page(SentClue),
});
export const listClues = route({
  id: 'listClues',
  aside: 'aside',
  method: 'GET',
  path: '/api/clues',
  tag: TAG,
  permission: 'clue.read',
  summary: { zh: '线索列表', en: 'Clue files within reach, latest received first' },
  query: PageQuery.extend(ClueFilter.shape),
  reply: page(ClueSummary),
});
export const countClues = route({
  id: 'countClues',
  aside: 'aside',
  method: 'GET',
  path: '/api/clues/counts',
  tag: TAG,
  permission: 'clue.read',
  summary: { zh: '线索件数（正反面分列）', en: 'How many clue files fit, positive and problem ones apart' },
  query: ClueFilter.omit({ polarity: true }),
  reply: z.object({ positive: z.int(), negative: z.int() }),
});
export const exportClues = route({
  id: 'exportClues',
  aside: 'aside',
  method: 'GET',
  path: '/api/clues/export',
  tag: TAG,
  permission: 'clue.read',
  summary: {
    zh: '导出线索列表（.xlsx，全部页）',
    en: 'The whole list as a workbook (.xlsx); texts stay texts, never formulas',
  },
  query: ClueFilter,
});

/** What a registration says: the same whether it is new or corrected. */
export const ClueRegistration = z.object({
  class: line(50),
  subType: line(50),
  polarity: Polarity.optional().describe('As the sub-type says, when left out'),
  source: line(50),
  problem: line(50).optional().describe('Kind of problem, of the list of the pack'),
  channel: line(50).optional().describe('By which way it reached the organ, of the list of the pack'),
  files: z
    .array(Id)
    .max(20)
    .optional()
    .describe('Scans of what came in: own uploads, which become the file of the clue and are seen like it'),
  materialId: Id.optional().describe('Entry of a dossier that is turned into the clue'),
  ofMatterId: Id.optional().describe(
    'Matter that is turned into the clue and ends with it, such as a small sign',
  ),
  sameReportAs: Id.optional().describe(
    'Clue that came of the same report: about somebody or something else in it',
  ),
  occurredOn: Day,
  receivedOn: Day.optional().describe('Today when left out'),
  title: line(200),
  pieces: z.int().min(1).max(9999).optional().describe('Sheets or things that came in'),
  content: prose(5000).optional(),
  named: z.boolean().optional().describe('Reported under a name; never the name itself'),
  basis: line(100).optional(),
  decidedBy: line(100).optional(),
  clear: z.boolean().optional(),
  note: prose(500).optional(),
});

export const registerClue = route({
  id: 'registerClue',
  method: 'POST',
  path: '/api/clues',
  tag: TAG,
  permission: 'clue.register',
  status: 201,
  summary: { zh: '登记线索', en: 'Register a clue; it gets its number and is filed to its subject' },
  body: ClueRegistration.extend({
    subjectKind: SubjectKind,
    subjectId: Id,
    organId: Id.optional().describe('Organ that keeps the file; the own organ when left out'),
    sourceOrganId: Id.optional().describe('Organ that it came from'),
  }),
  reply: Clue,
});
export const undoClues = route({
  id: 'undoClues',
  method: 'POST',
  path: '/api/clues/undo',
  tag: TAG,
  permission: 'clue.register',
  summary: {
    zh: '撤销登记（登记后规定时间内，可一次多件）',
    en: 'Undo registrations, one or many, within the time that the pack gives: all of them or none',
  },
  body: z.object({ ids: z.array(Id).min(1).max(200) }),
  reply: z.object({ undone: z.int() }),
});
export const getClue = route({
  id: 'getClue',
  aside: true,
  method: 'GET',
  path: '/api/clues/:id',
  tag: TAG,
  permission: 'clue.read',
  summary: { zh: '线索档案', en: 'One clue file' },
  params: IdParams,
  reply: Clue,
});
/** Registers nothing; tells what is on file already that reads almost the same. */
export const findSimilarClues = route({
  id: 'findSimilarClues',
  method: 'POST',
  path: '/api/clues/similar',
  tag: TAG,
  permission: 'clue.read',
  writes: false,
  summary: { zh: '登记前比对相似线索', en: 'Clues on file that read almost the same' },
  body: z.object({ title: prose(200), content: prose(5000).optional(), subjectId: Id.optional() }),
  reply: z.object({ items: z.array(SimilarClue) }),
});
export const compareClues = route({
  id: 'compareClues',
  method: 'GET',
  path: '/api/clues/:id/similar/:otherId',
  tag: TAG,
  permission: 'clue.read',
  summary: { zh: '两件线索并列比对', en: 'Two clues side by side, with the passages that both have' },
  params: IdParams.extend({ otherId: Id }),
  reply: Comparison,
});
export const actOnClue = route({
  id: 'actOnClue',
  aside: true,
  method: 'POST',
  path: '/api/clues/:id/actions/:action',
  tag: TAG,
  permission: 'clue.read',
  summary: {
    zh: '办理线索',
    en: 'Take a step on a clue (correct, establish, withdraw … as the pack has them)',
  },
  params: z.object({ id: Id, action: z.string().max(60) }),
  body: z.object({
    version: Version.optional(),
    reason: prose(2000).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  reply: Clue,
});
export const moveClue = route({
  id: 'moveClue',
  method: 'POST',
  path: '/api/clues/:id/move',
  tag: TAG,
  permission: 'clue.move',
  summary: {
    zh: '更正归属：错归的线索连同材料移至正确对象',
    en: 'Filed to the wrong subject: moves the clue and its entry in one act',
  },
  params: IdParams,
  body: z.object({
    version: Version.optional(),
    subjectKind: SubjectKind,
    subjectId: Id,
    how: prose(1000).optional().describe('How it went wrong'),
    reason: line(2000),
  }),
  reply: Clue,
});
