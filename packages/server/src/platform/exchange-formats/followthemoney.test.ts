import { createRequire } from 'node:module';
import type { Model as FtmModel, IEntityDatum } from '@alephdata/followthemoney';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExchangeEntities, toFollowTheMoney } from './followthemoney.ts';

// The package is CommonJS without named exports that Node could see.
const ftm: typeof import('@alephdata/followthemoney') = createRequire(import.meta.url)(
  '@alephdata/followthemoney',
);
const model: FtmModel = new ftm.Model(ftm.defaultModel);

const county: ExchangeEntities = {
  persons: [
    {
      id: 'p1',
      name: '周明远',
      otherNames: ['周明遠', ' ', '周明遠'],
      gender: 'male',
      birthDate: '1971-08',
      country: 'cn',
    },
    { id: 'p2', name: '林静', gender: null },
  ],
  units: [
    { id: 'u1', name: '云岭县人民政府', publicBody: true, country: 'cn' },
    {
      id: 'u2',
      name: '云岭县水务投资有限公司',
      publicBody: false,
      creditCode: '91512081MA62K0260E',
      parentId: 'u1',
    },
  ],
  posts: [{ id: 'j1', unitId: 'u2', title: '董事长' }],
  appointments: [{ id: 'a1', personId: 'p1', postId: 'j1', startDate: '2019-03-01', endDate: null }],
  kinship: [{ id: 'k1', personId: 'p1', relativeId: 'p2', relationship: 'spouse' }],
  documents: [
    {
      id: 'd1',
      title: '述责述廉报告',
      fileName: 'data/files/述责述廉报告.docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      date: '2025-12-20',
      about: [
        { kind: 'person', id: 'p1', role: '述责人' },
        { kind: 'unit', id: 'u2' },
      ],
    },
  ],
};

const parse = (lines: string): IEntityDatum[] =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** All that the model has against the entities: unknown or derived properties, missing ones, wrong references. */
function faults(entities: IEntityDatum[]): string[] {
  const schemaOf = new Map(entities.map((item) => [item.id, model.getSchema(item.schema)]));
  return entities.flatMap((item) => {
    const schema = model.getSchema(item.schema);
    const missing = schema.required.filter((name) => !item.properties?.[name]);
    const wrong = Object.entries(item.properties ?? {}).flatMap(([name, values]) => {
      if (!schema.hasProperty(name)) return [`${item.schema} has no ${name}`];
      const property = schema.getProperty(name);
      if (property.stub) return [`${item.schema}.${name} is derived`];
      return values.flatMap((value) => {
        if (typeof value !== 'string' || value === '') return [`${item.schema}.${name} isn't a text`];
        if (property.type.name === 'entity' && !schemaOf.get(value)?.isA(property.getRange()))
          return [`${item.schema}.${name} refers to something else`];
        const allowed = property.type.values;
        return allowed.size > 0 && !allowed.has(value) ? [`${item.schema}.${name} can't be ${value}`] : [];
      });
    });
    return [...missing.map((name) => `${item.schema} lacks ${name}`), ...wrong];
  });
}

describe('toFollowTheMoney', () => {
  it('writes entities that the model accepts', () => {
    const entities = parse(toFollowTheMoney(county, 'yunling'));
    expect(faults(entities)).toEqual([]);
    expect(entities.map((item) => item.schema)).toEqual([
      'Person',
      'Person',
      'PublicBody',
      'Organization',
      'Position',
      'Occupancy',
      'Family',
      'Document',
      'Documentation',
      'Documentation',
    ]);
  });

  it('is measured by a check that sees faults', () => {
    const wrong: IEntityDatum[] = [
      { id: '1', schema: 'Person', properties: { gender: ['unsure'], documentedBy: ['2'] } },
      { id: '2', schema: 'Occupancy', properties: { holder: ['2'], post: ['3'], rank: ['high'] } },
    ];
    expect(faults(wrong)).toEqual([
      'Person lacks name',
      "Person.gender can't be unsure",
      'Person.documentedBy is derived',
      'Occupancy.holder refers to something else',
      'Occupancy.post refers to something else',
      'Occupancy has no rank',
    ]);
  });

  it('carries values as lists of distinct texts and links by id', () => {
    const [person, , , company, post, occupancy] = parse(toFollowTheMoney(county, 'yunling'));
    expect(person?.properties).toEqual({
      name: ['周明远'],
      alias: ['周明遠'],
      gender: ['male'],
      birthDate: ['1971-08'],
      country: ['cn'],
    });
    expect(company?.properties).toMatchObject({ registrationNumber: ['91512081MA62K0260E'] });
    expect(post?.properties).toEqual({ name: ['董事长'], organization: [company?.id] });
    expect(occupancy?.properties).toEqual({
      holder: [person?.id],
      post: [post?.id],
      startDate: ['2019-03-01'],
    });
  });

  it.each<[string, Partial<ExchangeEntities>]>([
    ['person', { appointments: [{ id: 'a', personId: 'p9', postId: 'j1' }] }],
    ['post', { appointments: [{ id: 'a', personId: 'p1', postId: 'j9' }] }],
    ['unit', { posts: [{ id: 'j1', unitId: 'p1', title: '局长' }] }],
    ['unit', { units: [{ id: 'u1', name: '局', publicBody: true, parentId: 'u9' }] }],
    ['person', { kinship: [{ id: 'k', personId: 'p1', relativeId: 'u1' }] }],
  ])('refuses a reference to a %s outside the export', (kind, change) => {
    expect(() => toFollowTheMoney({ ...county, ...change }, 'yunling')).toThrow(
      new RangeError(`a reference to a ${kind} outside the export`),
    );
  });

  it('writes nothing for nothing', () => {
    const nothing = { persons: [], units: [], posts: [], appointments: [], documents: [] };
    expect(toFollowTheMoney(nothing, 'yunling')).toBe('');
  });

  it('gives every entity one id that is the same in every export and differs between sources', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (persons, units) => {
        const of = (source: string, people: string[]) =>
          parse(
            toFollowTheMoney(
              {
                ...county,
                persons: people.map((id) => ({ id, name: '某某' })),
                units: units.map((id) => ({ id, name: '某局', publicBody: true })),
                posts: [],
                appointments: [],
                kinship: [],
                documents: [],
              },
              source,
            ),
          ).map((item) => item.id);
        const first = of('a', persons);
        expect(new Set(first).size).toBe(persons.length + units.length);
        expect(of('a', [...persons].reverse()).toSorted()).toEqual(first.toSorted());
        expect(of('b', persons).filter((id) => first.includes(id))).toEqual([]);
      }),
    );
  });
});
