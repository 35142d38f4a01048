import { createHash } from 'node:crypto';

/**
 * What is handed out, in plain words, so that neither the registry nor the dossier must know FollowTheMoney.
 * Every id that is referred to must be in its list. Identity numbers and contact details have no place here.
 * Dates are ISO 8601 of any precision (`2015`, `2015-04`, `2015-04-09`).
 */
export interface ExchangeEntities {
  persons: readonly {
    id: string;
    name: string;
    otherNames?: readonly string[];
    gender?: 'male' | 'female' | 'other' | null;
    birthDate?: string | null;
    deathDate?: string | null;
    /** ISO 3166-1 code of the state served, such as `cn`. */
    country?: string | null;
  }[];
  units: readonly {
    id: string;
    name: string;
    /** Names in other languages, short and former ones. */
    otherNames?: readonly string[];
    /** True for organs and public institutions, false for companies and associations. */
    publicBody: boolean;
    creditCode?: string | null;
    country?: string | null;
    parentId?: string | null;
  }[];
  posts: readonly { id: string; unitId: string; title: string }[];
  appointments: readonly {
    id: string;
    personId: string;
    postId: string;
    startDate?: string | null;
    endDate?: string | null;
  }[];
  kinship?: readonly {
    id: string;
    personId: string;
    relativeId: string;
    /** What the relative is to the person, such as `spouse`. */
    relationship?: string | null;
    startDate?: string | null;
    endDate?: string | null;
  }[];
  documents: readonly {
    id: string;
    title: string;
    /** Path in the package that carries the file. */
    fileName: string;
    mediaType?: string | null;
    date?: string | null;
    /** Persons and units that the document is about, with the part they have in it. */
    about: readonly { kind: 'person' | 'unit'; id: string; role?: string | null }[];
  }[];
}

interface FtmEntity {
  id: string;
  schema: string;
  properties: Record<string, string[]>;
}

type Values = Record<string, string | null | undefined | readonly string[]>;

/**
 * Writes FollowTheMoney entities as JSON lines, as Aleph and its relatives read them: Person, PublicBody or
 * Organization, Position, Occupancy, Family, Document and Documentation. Only properties that every version
 * of the model since 3.0 knows are used.
 *
 * @param source name of the source, part of every id: the same entity has the same id in every export
 * @throws RangeError when something refers to an entity that isn't part of the export, as the reference
 *   would tell of something that was left out
 */
export function toFollowTheMoney(entities: ExchangeEntities, source: string): string {
  const known = new Map<string, string>();
  const register = (kind: string, id: string) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([source, kind, id]))
      .digest('hex')
      .slice(0, 40);
    known.set(`${kind} ${id}`, hash);
    return hash;
  };
  const refer = (kind: string, id: string) => {
    const hash = known.get(`${kind} ${id}`);
    if (!hash) throw new RangeError(`a reference to a ${kind} outside the export`);
    return hash;
  };
  const persons = entities.persons.map((person) =>
    entity('Person', register('person', person.id), {
      name: person.name,
      alias: person.otherNames,
      gender: person.gender,
      birthDate: person.birthDate,
      deathDate: person.deathDate,
      country: person.country,
    }),
  );
  for (const unit of entities.units) register('unit', unit.id);
  const units = entities.units.map((unit) =>
    entity(unit.publicBody ? 'PublicBody' : 'Organization', refer('unit', unit.id), {
      name: unit.name,
      alias: unit.otherNames,
      registrationNumber: unit.creditCode,
      country: unit.country,
      parent: unit.parentId && refer('unit', unit.parentId),
    }),
  );
  const posts = entities.posts.map((post) =>
    entity('Position', register('post', post.id), {
      name: post.title,
      organization: refer('unit', post.unitId),
    }),
  );
  const appointments = entities.appointments.map((appointment) =>
    entity('Occupancy', register('appointment', appointment.id), {
      holder: refer('person', appointment.personId),
      post: refer('post', appointment.postId),
      startDate: appointment.startDate,
      endDate: appointment.endDate,
    }),
  );
  const kinship = (entities.kinship ?? []).map((kin) =>
    entity('Family', register('kinship', kin.id), {
      person: refer('person', kin.personId),
      relative: refer('person', kin.relativeId),
      relationship: kin.relationship,
      startDate: kin.startDate,
      endDate: kin.endDate,
    }),
  );
  const documents = entities.documents.flatMap((document) => [
    entity('Document', register('document', document.id), {
      title: document.title,
      fileName: document.fileName,
      mimeType: document.mediaType,
      date: document.date,
    }),
    ...document.about.map((about) =>
      entity(
        'Documentation',
        register('documentation', JSON.stringify([document.id, about.kind, about.id, about.role])),
        {
          document: refer('document', document.id),
          entity: refer(about.kind, about.id),
          role: about.role,
          date: document.date,
        },
      ),
    ),
  ]);
  return [...persons, ...units, ...posts, ...appointments, ...kinship, ...documents]
    .map((item) => `${JSON.stringify(item)}\n`)
    .join('');
}

/** Values are lists of distinct texts; what is unknown has no property at all. */
function entity(schema: string, id: string, values: Values): FtmEntity {
  const properties: FtmEntity['properties'] = {};
  for (const [name, value] of Object.entries(values)) {
    const texts = (typeof value === 'string' ? [value] : (value ?? [])).map((text) => text.trim());
    const distinct = [...new Set(texts)].filter((text) => text !== '');
    if (distinct.length > 0) properties[name] = distinct;
  }
  return { id, schema, properties };
}
