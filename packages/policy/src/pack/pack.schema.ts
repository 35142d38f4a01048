import { z } from 'zod';
import { Permission, Role } from './access.schema.ts';
import { Authority } from './authority.schema.ts';
import { BarKind } from './bar.schema.ts';
import { Catalogue } from './catalogue.schema.ts';
import { Code, Entry, PackText } from './common.schema.ts';
import { Figures } from './figure.schema.ts';
import { PackHead } from './head.schema.ts';
import { ClueClass, Status, Submission, Term, Uses } from './intake.schema.ts';
import { Library } from './library.schema.ts';
import { Likeness } from './likeness.schema.ts';
import {
  Classification,
  OrganKind,
  PostLevel,
  PostTag,
  Relation,
  SignTag,
  Source,
  SupervisionKind,
  UnitKind,
  UnitTag,
  ZoneRole,
} from './lists.schema.ts';
import { Opinions } from './opinion.schema.ts';
import { Own } from './own.schema.ts';
import { Paper } from './paper.schema.ts';
import { Procedure } from './procedure.schema.ts';
import { Registers } from './register.schema.ts';
import { Routing } from './routing.schema.ts';
import { Screening } from './screening.schema.ts';
import { DecisionTable } from './table.schema.ts';
import { Templates } from './template.schema.ts';

/** A JSON Schema of draft 2020-12; titles stand in `x-title` as zh and en, hints for drawing in `x-ui`. */
export const Form = z
  .looseObject({ 'x-title': PackText.describe('Name of the form'), type: z.literal('object') })
  .describe('JSON Schema 2020-12 of one form, with x-title, x-ui and x-kin');
export type Form = z.infer<typeof Form>;

/** Parts that are one file each. Key: part of the pack; the file's name stands in `PART_FILES`. */
export const PackParts = {
  head: PackHead,
  organKinds: z.array(OrganKind).describe('Kinds of supervising organ'),
  unitKinds: z.array(UnitKind).describe('Kinds of supervised unit'),
  industries: z.array(Entry).describe('Industries of units'),
  postLevels: z.array(PostLevel).describe('Levels of posts'),
  postTags: z.array(PostTag).describe('Marks of posts'),
  unitTags: z.array(UnitTag).describe('Marks of units'),
  supervisionKinds: z.array(SupervisionKind).describe('Kinds of supervision'),
  zoneRoles: z.array(ZoneRole).describe('Roles in a collaboration zone'),
  relations: z.array(Relation).describe('Kinship and other relations between persons'),
  permissions: z.array(Permission).describe('Permissions that the platform checks'),
  roles: z.array(Role).describe('Roles that are held in organs or units'),
  classifications: z.array(Classification).describe('Classification levels'),
  sources: z.array(Source).describe('Sources of clues and materials'),
  classes: z.array(ClueClass).describe('Classes and sub-types of the special file'),
  problemKinds: z.array(Entry).default([]).describe('What problem clues are about'),
  channels: z.array(Entry).default([]).describe('Ways by which a report reaches an organ'),
  signTags: z.array(SignTag).default([]).describe('Marks of small signs'),
  catalogue: Catalogue,
  statuses: z.array(Status).describe('Statuses that group the states of procedures'),
  uses: Uses,
  submission: Submission,
  terms: z.array(Term).describe('Limits of time with their standing'),
  workKinds: z.array(Entry).default([]).describe('Kinds of supervisory work'),
  authorities: z.array(Authority).default([]).describe('Who approves what'),
  opinions: Opinions,
  bars: z.array(BarKind).default([]).describe('What somebody may not have for a time'),
  templates: Templates,
  registers: Registers,
  routing: Routing,
  screening: Screening,
  likeness: Likeness,
  own: Own,
  figures: Figures,
  library: Library.describe('Stores of the library and the regulations that the pack refers to'),
  texts: z.record(z.string(), PackText).describe('Further texts of the pack by dotted code'),
} as const;

export const Pack = z
  .strictObject({
    ...PackParts,
    forms: z.record(Code, Form).describe('Forms by code'),
    papers: z.record(Code, Paper).describe('Papers by the code of their form'),
    procedures: z.record(Code, Procedure).describe('Procedures by code'),
    tables: z.record(Code, DecisionTable).default({}).describe('Decision tables by code'),
    templateFiles: z.record(Code, z.base64()).describe('The .docx of each template by code, in base64'),
  })
  .describe('A whole policy pack');
export type Pack = z.infer<typeof Pack>;

export type PackPart = keyof typeof PackParts;

/**
 * File of each part in a pack folder; a file may be left out where its part has a default. Forms, papers,
 * procedures and decision tables stand in folders, one file each, named by code.
 */
export const PART_FILES: Record<PackPart, string> = {
  head: 'pack.yaml',
  organKinds: 'organ-kinds.yaml',
  unitKinds: 'unit-kinds.yaml',
  industries: 'industries.yaml',
  postLevels: 'post-levels.yaml',
  postTags: 'post-tags.yaml',
  unitTags: 'unit-tags.yaml',
  supervisionKinds: 'supervision-kinds.yaml',
  zoneRoles: 'zone-roles.yaml',
  relations: 'relations.yaml',
  permissions: 'permissions.yaml',
  roles: 'roles.yaml',
  classifications: 'classifications.yaml',
  sources: 'sources.yaml',
  classes: 'classes.yaml',
  problemKinds: 'problem-kinds.yaml',
  channels: 'channels.yaml',
  signTags: 'sign-tags.yaml',
  catalogue: 'catalogue.yaml',
  statuses: 'statuses.yaml',
  uses: 'uses.yaml',
  submission: 'submission.yaml',
  terms: 'terms.yaml',
  workKinds: 'work-kinds.yaml',
  authorities: 'authorities.yaml',
  bars: 'bars.yaml',
  opinions: 'opinions.yaml',
  templates: 'templates.yaml',
  registers: 'registers.yaml',
  routing: 'routing.yaml',
  screening: 'screening.yaml',
  likeness: 'likeness.yaml',
  own: 'own.yaml',
  figures: 'figures.yaml',
  library: 'library.yaml',
  texts: 'texts.yaml',
};
export const FORM_FOLDER = 'forms';
export const PAPER_FOLDER = 'papers';
export const PROCEDURE_FOLDER = 'procedures';
export const TABLE_FOLDER = 'tables';
export const TEMPLATE_FOLDER = 'templates';
