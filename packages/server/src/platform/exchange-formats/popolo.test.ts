import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPopolo } from './popolo.ts';
import { NotPopoloError } from './popolo.types.ts';

const person = { id: 'p1', name: 'Ada Lind' };
const council = { id: 'council', name: 'Council', classification: 'legislature' };
const greens = { id: 'G', name: 'Greens', classification: 'party' };
const term = { id: 'term/3', classification: 'legislative period', start_date: '2011-03', end_date: '2015' };
const seat = {
  person_id: 'p1',
  organization_id: 'council',
  on_behalf_of_id: 'G',
  area_id: 'area/north',
  legislative_period_id: 'term/3',
  role: 'member',
};
const file = (memberships: unknown[], more: object = {}) => ({
  persons: [person],
  organizations: [council, greens],
  posts: [{ id: 'chair', label: 'Chair', organization_id: 'council' }],
  events: [term],
  areas: [{ id: 'area/north', name: 'North' }],
  memberships,
  ...more,
});
const read = (json: unknown) => readPopolo(json, 'test');
const key = (rest: string) => `popolo:test/${rest}`;

describe('readPopolo', () => {
  it('maps a membership with its person, unit, post and period', () => {
    const result = read(file([seat]));
    expect(result.appointments).toEqual([
      {
        key: key('membership/p1/council//member/area%2Fnorth/G/term%2F3/'),
        personKey: key('person/p1'),
        postKey: key('derived-post/council/member/area/area%2Fnorth'),
        onBehalfOfKey: key('organization/G'),
        area: 'North',
        start: { value: '2011-03', precision: 'month' },
        end: { value: '2015', precision: 'year' },
        inferred: ['start', 'end'],
      },
    ]);
    expect(result.posts.map(({ title, unitKey, derived }) => ({ title, unitKey, derived }))).toEqual([
      { title: 'Chair', unitKey: key('organization/council'), derived: false },
      { title: 'member (North)', unitKey: key('organization/council'), derived: true },
    ]);
    expect(result.skipped).toEqual([]);
    expect(result.counts.membership).toEqual({ read: 1, imported: 1, skipped: 0 });
    expect(result.derivedPosts).toBe(1);
  });

  it('takes of a person what is needed and leaves contact details behind', () => {
    const full = {
      id: 7,
      name: ' Ada Lind ',
      other_names: [{ name: 'Ada Lind', lang: 'et' }, { name: '艾达·林德', lang: 'zh' }, { name: '' }, 3],
      gender: 'F',
      birth_date: '1961-02',
      death_date: 'unknown',
      identifiers: [{ scheme: 'wikidata', identifier: 'Q1' }, { scheme: 'wikidata', identifier: 'Q1' }, {}],
      email: 'ada@example.org',
      contact_details: [{ type: 'phone', value: '555' }],
    };
    const result = read({ persons: [full] });
    expect(result.persons).toEqual([
      {
        key: key('person/7'),
        name: 'Ada Lind',
        otherNames: ['艾达·林德'],
        gender: 'female',
        birth: { value: '1961-02', precision: 'month' },
        death: null,
        identifiers: [{ scheme: 'wikidata', value: 'Q1' }],
      },
    ]);
    expect(result.remarks).toEqual([
      { kind: 'person', id: '7', code: 'unreadable-date', params: { field: 'death_date' } },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/ada@example|555/);
  });

  it('names units in Chinese and English where the source does', () => {
    const names = [
      { lang: 'zh-hant', name: '綠黨' },
      { lang: 'zh-Hans', name: '绿党' },
      { lang: 'en-GB', name: 'Green Party' },
    ];
    expect(read({ organizations: [{ ...greens, other_names: names }, council] }).units).toEqual([
      {
        key: key('organization/G'),
        name: 'Greens',
        nameZh: '绿党',
        nameEn: 'Green Party',
        classification: 'party',
      },
      {
        key: key('organization/council'),
        name: 'Council',
        nameZh: null,
        nameEn: null,
        classification: 'legislature',
      },
    ]);
  });

  it.each<[string, object, string, string]>([
    ['its own post', { post_id: 'chair' }, 'post/chair', 'Chair'],
    ['the post of the unit left out', { post_id: 'chair', organization_id: '' }, 'post/chair', 'Chair'],
    ['a post of its area', {}, 'derived-post/council/member/area/area%2Fnorth', 'member (North)'],
    ['a post of its party', { area_id: null }, 'derived-post/council/member/party/G', 'member (Greens)'],
    [
      'a post of the unit',
      { area_id: '', on_behalf_of_id: '', role: '' },
      'derived-post/council/member/unit/',
      'member',
    ],
  ])('gives a membership %s', (_, change, post, title) => {
    const result = read(file([{ ...seat, ...change }]));
    expect(result.appointments.map((a) => a.postKey)).toEqual([key(post)]);
    expect(result.posts.find((p) => p.key === key(post))?.title).toBe(title);
  });

  it.each<[string, object, string | null, string | null, string[]]>([
    ['keeps partial dates of its own', { start_date: '2012', end_date: '2013-04' }, '2012', '2013-04', []],
    ['takes the missing end from the period', { start_date: '2012' }, '2012', '2015', ['end']],
    ['leaves unknown what nobody says', { legislative_period_id: '' }, null, null, []],
    ['prefers its own end to a contradicting period', { end_date: '2011-02-27' }, null, '2011-02-27', []],
    ['prefers its own start to a contradicting period', { start_date: '2016' }, '2016', null, []],
  ])('%s', (_, change, start, end, inferred) => {
    const [appointment] = read(file([{ ...seat, ...change }])).appointments;
    expect(appointment?.start?.value ?? null).toBe(start);
    expect(appointment?.end?.value ?? null).toBe(end);
    expect(appointment?.inferred).toEqual(inferred);
  });

  it.each<[string, object, string, Record<string, string>]>([
    ['an unknown person', { person_id: 'p9' }, 'unknown-person', { person: 'p9' }],
    ['an unknown organization', { organization_id: 'x' }, 'unknown-organization', { organization: 'x' }],
    ['an unknown post', { post_id: 'x' }, 'unknown-post', { post: 'x' }],
    [
      'a post of another unit',
      { post_id: 'chair', organization_id: 'G' },
      'post-of-other-organization',
      { post: 'chair' },
    ],
    ['an unreadable date', { start_date: 'spring' }, 'unreadable-date', { field: 'start_date' }],
    [
      'an end before its start',
      { start_date: '2013-05', end_date: '2013-04-30' },
      'end-before-start',
      { start: '2013-05', end: '2013-04-30' },
    ],
  ])('skips a membership with %s', (_, change, code, params) => {
    const result = read(file([{ id: 'm1', ...seat, ...change }]));
    expect(result.skipped).toEqual([{ kind: 'membership', id: 'm1', code, params }]);
    expect(result.appointments).toEqual([]);
  });

  it.each<[string, object]>([
    ['unknown-party', { on_behalf_of_id: 'x' }],
    ['unknown-area', { area_id: 'x' }],
    ['unknown-period', { legislative_period_id: 'x' }],
    ['outside-period', { start_date: '2016' }],
  ])('remarks %s and takes the membership over', (code, change) => {
    const result = read(file([{ ...seat, ...change }]));
    expect(result.remarks).toMatchObject([{ kind: 'membership', id: '#0', code }]);
    expect(result.appointments).toHaveLength(1);
  });

  it.each<[string, object, object, boolean]>([
    ['the very same twice', {}, {}, true],
    [
      'overlapping dates',
      { start_date: '2011', end_date: '2013' },
      { start_date: '2012', end_date: '2014' },
      true,
    ],
    ['the same start, another end', { start_date: '2011', end_date: '2011' }, { start_date: '2011' }, true],
    ['one after the other', { start_date: '2011', end_date: '2012' }, { start_date: '2013' }, false],
    [
      'touching on one day',
      { start_date: '2011', end_date: '2012-05-01' },
      { start_date: '2012-05-01' },
      false,
    ],
    [
      'a sequence as far as the years tell',
      { start_date: '2011', end_date: '2012' },
      { start_date: '2012' },
      false,
    ],
    ['another party at the same time', {}, { on_behalf_of_id: '' }, false],
    ['another area at the same time', {}, { area_id: '' }, false],
  ])('finds duplicates: %s', (_, first, second, double) => {
    const result = read(
      file([
        { ...seat, ...first },
        { ...seat, ...second },
      ]),
    );
    const of = result.appointments[0]!.key;
    expect(result.skipped).toEqual(
      double ? [{ kind: 'membership', id: '#1', code: 'overlapping-duplicate', params: { of } }] : [],
    );
  });

  it('skips broken items of every list with their reason', () => {
    const result = read({
      persons: [person, person, null, { name: 'No id' }, { id: 'p2', name: ' ' }],
      organizations: [council, 'text', { id: 'x' }],
      posts: [
        { id: 'a', label: 'A', organization_id: 'nowhere' },
        { id: 'b', organization_id: 'council' },
      ],
      memberships: [[], { ...seat, id: 'm' }, { ...seat, id: 'm', start_date: '2014' }],
    });
    expect(result.skipped.map((note) => `${note.kind} ${note.id} ${note.code}`)).toEqual([
      'person p1 duplicate-id',
      'person #2 malformed',
      'person #3 missing-id',
      'person p2 missing-name',
      'organization #1 malformed',
      'organization x missing-name',
      'post a unknown-organization',
      'post b missing-name',
      'membership #0 malformed',
      'membership m duplicate-id',
    ]);
  });

  it.each([null, 3, 'text', [], {}, { results: [] }, { persons: {} }, { persons: 'x', memberships: [] }])(
    'refuses %j as a whole',
    (json) => expect(() => read(json)).toThrow(NotPopoloError),
  );

  it('keeps the key of an appointment when its end becomes known, and sources apart', () => {
    const before = read(file([{ ...seat, start_date: '2012' }])).appointments[0];
    const after = read(file([{ ...seat, start_date: '2012', end_date: '2013-01-31' }])).appointments[0];
    expect(after?.key).toBe(before?.key);
    expect(after?.end).not.toEqual(before?.end);
    expect(readPopolo(file([seat]), 'other').persons[0]?.key).not.toBe(read(file([seat])).persons[0]?.key);
  });
});

describe('any input', () => {
  const id = fc.constantFrom('a', 'b', 'c', '', 'd/e', '\ud800', 7 as unknown as string);
  const date = fc.constantFrom(
    '',
    '2011',
    '2012-06',
    '2012-06-30',
    '2013-01-01',
    '2012-00-00',
    'soon',
    '2013-02-30',
  );
  const optional = { requiredKeys: [] };
  const noise = fc.oneof(fc.constant(null), fc.jsonValue());
  const list = (item: fc.Arbitrary<unknown>) =>
    fc.array(fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: noise }), { maxLength: 12 });
  const name = fc.constantFrom('Ada', 'Bo', '', null);
  const popolo = fc.record({
    persons: list(
      fc.record({ id, name, birth_date: date, gender: name, other_names: list(noise) }, optional),
    ),
    organizations: list(fc.record({ id, name, classification: name }, optional)),
    posts: list(fc.record({ id, label: name, organization_id: id }, optional)),
    events: list(fc.record({ id, start_date: date, end_date: date }, optional)),
    areas: list(fc.record({ id, name }, optional)),
    memberships: list(
      fc.record(
        {
          id,
          person_id: id,
          organization_id: id,
          post_id: fc.oneof(fc.constant(''), id),
          on_behalf_of_id: id,
          area_id: id,
          legislative_period_id: id,
          role: name,
          start_date: date,
          end_date: date,
        },
        { requiredKeys: ['person_id', 'organization_id'] },
      ),
    ),
  });

  it('accounts for every item: read = imported + skipped', () => {
    fc.assert(
      fc.property(popolo, (json) => {
        const { counts, skipped, ...result } = read(json);
        const given = read(json).posts.filter((post) => !post.derived);
        expect(counts.person).toMatchObject({ read: json.persons.length, imported: result.persons.length });
        expect(counts.organization).toMatchObject({
          read: json.organizations.length,
          imported: result.units.length,
        });
        expect(counts.post).toMatchObject({ read: json.posts.length, imported: given.length });
        expect(counts.membership).toMatchObject({
          read: json.memberships.length,
          imported: result.appointments.length,
        });
        for (const count of Object.values(counts)) expect(count.imported + count.skipped).toBe(count.read);
        expect(skipped).toHaveLength(Object.values(counts).reduce((sum, count) => sum + count.skipped, 0));
      }),
      { numRuns: 500 },
    );
  });

  it('gives a closed set with unique keys, the same on every run', () => {
    fc.assert(
      fc.property(popolo, (json) => {
        const result = read(json);
        const keys = [result.persons, result.units, result.posts, result.appointments]
          .flat()
          .map((item) => item.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const post of result.posts) expect(keys).toContain(post.unitKey);
        for (const appointment of result.appointments)
          expect(keys).toEqual(
            expect.arrayContaining([
              appointment.personKey,
              appointment.postKey,
              appointment.onBehalfOfKey ?? appointment.key,
            ]),
          );
        expect(read(structuredClone(json))).toEqual(result);
      }),
    );
  });
});
