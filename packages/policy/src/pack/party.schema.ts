import { z } from 'zod';
import { Code, PackText, PermissionCode } from './common.schema.ts';

export const Party = z.strictObject({
  title: PackText.describe('Name of the place'),
  kinds: z
    .array(z.enum(['account', 'person', 'unit', 'organ']))
    .min(1)
    .describe('What may take this place'),
  impartial: z
    .boolean()
    .optional()
    .describe(
      'No unit that is a subject, and no unit or organ that a subject heads today, may take this place',
    ),
  apart: z
    .boolean()
    .optional()
    .describe(
      'Nobody who serves today in a unit or organ where a subject serves, and no such unit or organ, may take this place',
    ),
  ofSubject: z
    .boolean()
    .optional()
    .describe(
      'Units alone in which a subject serves today take this place; any where no subject serves in one',
    ),
  servesIn: z
    .array(Code)
    .min(1)
    .optional()
    .describe(
      'Kinds of organ in one of which an account holds what the place asks for: nobody of another office takes it',
    ),
  leading: z
    .array(Code)
    .min(1)
    .optional()
    .describe(
      'Marks of posts: a person takes the place only who holds a post with one of them today in a unit where a subject serves, or above it',
    ),
  above: z
    .boolean()
    .optional()
    .describe(
      'Only an organ that stands above the one that keeps the matter, as the routing table has it: never that one itself, one of its parts, one beside it or below',
    ),
  routed: z
    .boolean()
    .optional()
    .describe(
      'Only another organ than the one that keeps the matter, to which what it is about may go by the routing table',
    ),
  staffed: z
    .boolean()
    .optional()
    .describe('Only an organ in which somebody holds a role today: one that has to do something here'),
  blind: z
    .union([z.boolean(), z.array(Code).min(1)])
    .optional()
    .describe(
      'Whoever takes the place does not see the matter by it: it is there for the matters that it begins. Or states in which it is not seen by it yet',
    ),
  outside: z
    .boolean()
    .optional()
    .describe(
      'An organ in this place stands outside as persons and units do: it sees the matter in the states with shownTo alone, and of it its papers, its own steps and what the state shows. Whoever acts for the custodian takes no step in it merely because it is below',
    ),
  keptOut: z
    .boolean()
    .optional()
    .describe(
      'With outside: whoever is in the organ sees the matter as somebody outside does, whatever its reach opens besides: nothing of it in the states that are not shown to it',
    ),
  permission: z
    .union([PermissionCode, z.array(PermissionCode).min(1)])
    .transform((v) => (Array.isArray(v) ? v : [v]))
    .optional()
    .describe(
      'Permissions one of which is needed for the place: an account holds one to be named, and of an organ those alone see the matter who hold one in it',
    ),
  approves: z
    .enum(['first'])
    .optional()
    .describe(
      'Of those who have the place only the first named may decide on a request: whoever approves is not one of the others',
    ),
  min: z.int().min(0).max(200).default(0).describe('Fewest, once the place is filled'),
  max: z.int().min(1).max(200).default(200).describe('Most'),
});
export type Party = z.infer<typeof Party>;
