import type { z } from 'zod';
import { readPartialDate } from './partial-date.ts';
import * as schema from './popolo.schema.ts';
import {
  NotPopoloError,
  type PopoloImport,
  type PopoloKind,
  type PopoloNote,
  type PopoloPerson,
  type PopoloPost,
  type PopoloUnit,
} from './popolo.types.ts';
import { readMemberships } from './popolo-memberships.ts';

type Note = (kind: PopoloKind, id: string, code: PopoloNote['code'], params?: Record<string, string>) => void;

/**
 * Reads office-holder data in the Popolo form, as EveryPolitician publishes it: persons, organizations as
 * units, posts, and memberships as dated appointments. Contact details, pictures and links are not read:
 * nothing here needs them.
 *
 * Nothing is lost silently: per kind, `read = imported + skipped`, and every skipped item has its reason.
 *
 * @param json the parsed file
 * @param source short name of the source; part of every key, as ids such as `IND` occur in many sources
 * @throws NotPopoloError when the input as a whole has another form
 */
export function readPopolo(json: unknown, source: string): PopoloImport {
  const parsed = schema.PopoloFile.safeParse(json);
  if (!parsed.success) throw new NotPopoloError('not a Popolo file');
  const file = parsed.data;
  const skipped: PopoloNote[] = [];
  const remarks: PopoloNote[] = [];
  const skip: Note = (kind, id, code, params = {}) => skipped.push({ kind, id, code, params });
  const remark: Note = (kind, id, code, params = {}) => remarks.push({ kind, id, code, params });
  const keyOf = (kind: string, ...parts: string[]) =>
    [`popolo:${encodeURIComponent(source)}`, kind, ...parts.map(encodeURIComponent)].join('/');

  const persons = index('person', file.persons, schema.Person, skip, (person) =>
    toPerson(person, keyOf('person', person.id), remark),
  );
  const units = index('organization', file.organizations, schema.Organization, skip, (organization) =>
    toUnit(organization, keyOf('organization', organization.id)),
  );
  const posts = index('post', file.posts, schema.Post, skip, (post): Read<PopoloPost> => {
    const unit = units.get(post.organization_id);
    if (!unit) return { code: 'unknown-organization', params: { organization: post.organization_id } };
    const title = post.label || post.role;
    if (!title) return { code: 'missing-name' };
    return { value: { key: keyOf('post', post.id), unitKey: unit.key, title, derived: false } };
  });
  const { appointments, derivedPosts } = readMemberships({
    memberships: file.memberships ?? [],
    persons,
    units,
    posts,
    periods: references(file.events, schema.Event),
    areas: references(file.areas, schema.Area),
    keyOf,
    skip: (...note) => skip('membership', ...note),
    remark: (...note) => remark('membership', ...note),
  });

  const count = (kind: PopoloKind, list: unknown[] | undefined, imported: number) => ({
    read: list?.length ?? 0,
    imported,
    skipped: skipped.filter((note) => note.kind === kind).length,
  });
  return {
    persons: [...persons.values()],
    units: [...units.values()],
    posts: [...posts.values(), ...derivedPosts],
    appointments,
    skipped,
    remarks,
    counts: {
      person: count('person', file.persons, persons.size),
      organization: count('organization', file.organizations, units.size),
      post: count('post', file.posts, posts.size),
      membership: count('membership', file.memberships, appointments.length),
    },
    derivedPosts: derivedPosts.length,
  };
}

type Read<T> = { value: T } | { code: PopoloNote['code']; params?: Record<string, string> };

/** Reads one list into a map by the source's id; each item lands in the map or in the notes, never in both. */
function index<S extends z.ZodType<{ id: string }>, T>(
  kind: PopoloKind,
  list: readonly unknown[] = [],
  itemSchema: S,
  skip: Note,
  read: (item: z.infer<S>) => Read<T>,
): Map<string, T> {
  const found = new Map<string, T>();
  const take = (item: z.infer<S>): Read<T> => {
    if (item.id === '') return { code: 'missing-id' };
    return found.has(item.id) ? { code: 'duplicate-id' } : read(item);
  };
  for (const [i, raw] of list.entries()) {
    const parsed = itemSchema.safeParse(raw);
    const result: Read<T> = parsed.success ? take(parsed.data) : { code: 'malformed' };
    const id = parsed.data?.id || `#${i}`;
    if ('value' in result) found.set(id, result.value);
    else skip(kind, id, result.code, result.params);
  }
  return found;
}

function references<S extends z.ZodType<{ id: string }>>(
  list: readonly unknown[] = [],
  itemSchema: S,
): Map<string, z.infer<S>> {
  const parsed = list.map((raw) => itemSchema.safeParse(raw)).filter((result) => result.success);
  return new Map(parsed.map((result) => [result.data.id, result.data]));
}

function toPerson(person: z.infer<typeof schema.Person>, key: string, remark: Note): Read<PopoloPerson> {
  if (person.name === '') return { code: 'missing-name' };
  const date = (field: 'birth_date' | 'death_date') => {
    const read = readPartialDate(person[field]);
    if (person[field] && !read) remark('person', person.id, 'unreadable-date', { field });
    return read;
  };
  const names = new Set(person.other_names.map((other) => other.name).filter((name) => name !== ''));
  names.delete(person.name);
  const identifiers = new Map(
    person.identifiers
      .filter(({ scheme, identifier }) => scheme !== '' && identifier !== '')
      .map(({ scheme, identifier }) => [`${scheme}\0${identifier}`, { scheme, value: identifier }]),
  );
  return {
    value: {
      key,
      name: person.name,
      otherNames: [...names],
      gender: genderOf(person.gender),
      birth: date('birth_date'),
      death: date('death_date'),
      identifiers: [...identifiers.values()],
    },
  };
}

function genderOf(text: string): PopoloPerson['gender'] {
  const word = text.toLowerCase();
  if (word === '') return null;
  if (word === 'male' || word === 'm') return 'male';
  return word === 'female' || word === 'f' ? 'female' : 'other';
}

function toUnit(organization: z.infer<typeof schema.Organization>, key: string): Read<PopoloUnit> {
  const { name, other_names: others } = organization;
  if (name === '') return { code: 'missing-name' };
  const inLanguages = (...languages: string[]) => {
    for (const language of languages) {
      const found = others.find((other) => other.lang.toLowerCase() === language && other.name !== '');
      if (found) return found.name;
    }
    return null;
  };
  return {
    value: {
      key,
      name,
      nameZh: inLanguages('zh-hans', 'zh-cn', 'zh', 'zh-sg', 'zh-hant', 'zh-tw', 'zh-hk'),
      nameEn: inLanguages('en', 'en-gb', 'en-us', 'en-ca'),
      classification: organization.classification || null,
    },
  };
}
