import { z } from 'zod';

const Text = z
  .union([z.string(), z.number()])
  .transform((v) => String(v).trim().toWellFormed())
  .catch('');
const items = <T extends z.ZodType>(item: T) =>
  z
    .array(item.nullable().catch(null))
    .catch([])
    .transform((list) => list.filter((i) => i !== null));

const OtherName = z.object({ name: Text, lang: Text });

/** Popolo as it is found in the field: every member may be absent or of a wrong type, unknown ones are dropped. */
export const Person = z.object({
  id: Text,
  name: Text,
  other_names: items(OtherName),
  gender: Text,
  birth_date: Text,
  death_date: Text,
  identifiers: items(z.object({ scheme: Text, identifier: Text })),
});

export const Organization = z.object({
  id: Text,
  name: Text,
  other_names: items(OtherName),
  classification: Text,
});

export const Post = z.object({ id: Text, label: Text, role: Text, organization_id: Text });

export const Membership = z.object({
  id: Text,
  person_id: Text,
  organization_id: Text,
  post_id: Text,
  on_behalf_of_id: Text,
  area_id: Text,
  legislative_period_id: Text,
  role: Text,
  start_date: Text,
  end_date: Text,
});

export const Event = z.object({ id: Text, start_date: Text, end_date: Text });
export const Area = z.object({ id: Text, name: Text });

const List = z.array(z.unknown()).optional();

/** The lists of a file; at least one must be there, and each must be a list. */
export const PopoloFile = z
  .object({
    persons: List,
    organizations: List,
    posts: List,
    memberships: List,
    events: List,
    areas: List,
  })
  .refine((file) => Object.values(file).some((list) => list !== undefined));
