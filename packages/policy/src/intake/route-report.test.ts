import { beforeAll, describe, expect, it } from 'vitest';
import { checkPack } from '../check/check-pack.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Routing } from '../pack/routing.schema.ts';
import { copyOf, defaultPack } from '../testing/default-pack.ts';
import { goesApart, type RoutedSubject, type RouteOrgan, routeReport } from './route-report.ts';

let pack: Pack;
let routing: Routing;
beforeAll(async () => {
  pack = await defaultPack();
  routing = pack.routing!;
});

const organ = (id: string, kind: string, parent: string | null): RouteOrgan => ({ id, kind, parent });
/** A county: its commission with rooms, two dispatched offices, two towns, a zone; committee and department beside it. */
const COUNTY = [
  organ('commission', 'commission', null),
  organ('petitions', 'petitions-room', 'commission'),
  organ('room', 'supervision-room', 'commission'),
  organ('zone', 'zone-office', 'commission'),
  organ('team', 'inspection-team', 'commission'),
  organ('dispatched-1', 'dispatched-office', 'commission'),
  organ('dispatched-2', 'dispatched-office', 'commission'),
  organ('town-1', 'town-commission', 'commission'),
  organ('town-2', 'town-commission', 'commission'),
  organ('committee', 'party-committee', null),
  organ('orgdept', 'organisation-department', null),
  organ('cadre', 'cadre-supervision-office', 'orgdept'),
  organ('court', 'court', null),
];
/** The same with the organ above it registered, of a kind of its own. */
const CITY = COUNTY.map((one) => (one.parent === null ? { ...one, parent: 'city' } : one)).concat(
  organ('city', 'commission', null),
);

const post = (
  level: string | null,
  supervisedBy?: string,
  more: { managedBy?: string; endedOn?: string } = {},
) => ({
  level,
  ...(supervisedBy === undefined ? {} : { supervisedBy }),
  ...more,
});
const person = (...posts: ReturnType<typeof post>[]): RoutedSubject => ({ posts });
const unit = (unitOf?: string): RoutedSubject => ({ posts: [], ...(unitOf ? { unitOf } : {}) });

const LAW_15 = '第15条';
const LAW_16 = '第16条';
const LAW_17 = '第17条';
const LAW_169 = '第169条';
const BY_POST = '按干部管理权限';

type Case = [string, RoutedSubject, string, 'found' | 'sent', string, string, RouteOrgan[]?];
/** What it is about, the organ that has it, whether it found it itself; the line and the rule worked out by hand. */
const CASES: Case[] = [
  [
    'a county head, received by the petitions room',
    person(post('county-chief', 'room')),
    'petitions',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'a county deputy, received',
    person(post('county-deputy', 'room')),
    'commission',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'a department chief, received by a town',
    person(post('department-chief')),
    'town-1',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'a county deputy, found by a supervision room',
    person(post('county-deputy', 'room')),
    'room',
    'found',
    'superior-found',
    LAW_169,
  ],
  [
    'a department deputy, found by the commission',
    person(post('department-deputy')),
    'commission',
    'found',
    'superior-found',
    LAW_169,
  ],
  [
    'a bureau head, received by the petitions room',
    person(post('section-chief', 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a deputy bureau head, found by a room',
    person(post('section-deputy', 'room')),
    'room',
    'found',
    'own',
    BY_POST,
  ],
  [
    'a section-rank post, taken in by the cadre office',
    person(post('section-rank', 'room')),
    'cadre',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a bureau head, received by an office dispatched to the bureau',
    person(post('section-chief', 'dispatched-1')),
    'dispatched-1',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'the same, found by that office',
    person(post('section-chief', 'dispatched-1')),
    'dispatched-1',
    'found',
    'superior-found',
    LAW_169,
  ],
  [
    'a clerk under that office, received by it',
    person(post('clerk', 'dispatched-1')),
    'dispatched-1',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a clerk under the other dispatched office',
    person(post('clerk', 'dispatched-2')),
    'dispatched-1',
    'sent',
    'other',
    LAW_169,
  ],
  [
    'a clerk under a dispatched office, received by the commission',
    person(post('clerk', 'dispatched-1')),
    'petitions',
    'sent',
    'lower',
    LAW_16,
  ],
  [
    'a village cadre of a town, received by the commission',
    person(post('village-cadre', 'town-1')),
    'commission',
    'sent',
    'lower',
    LAW_16,
  ],
  [
    'a village cadre, received by the town',
    person(post('village-cadre', 'town-1')),
    'town-1',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a village cadre, received by the next town',
    person(post('village-cadre', 'town-1')),
    'town-2',
    'sent',
    'other',
    LAW_169,
  ],
  [
    'a village cadre, received by a dispatched office',
    person(post('village-cadre', 'town-1')),
    'dispatched-1',
    'sent',
    'other',
    LAW_169,
  ],
  [
    'a subsection post that a room supervises',
    person(post('subsection', 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a town head, received by the town',
    person(post('section-chief', 'town-1')),
    'town-1',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'a bureau head, received by the zone office',
    person(post('section-chief', 'room')),
    'zone',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a clerk of a dispatched office, received by the zone office',
    person(post('clerk', 'dispatched-1')),
    'zone',
    'sent',
    'lower',
    LAW_16,
  ],
  [
    'a bureau head, found by an inspection team',
    person(post('section-chief', 'room')),
    'team',
    'found',
    'own',
    BY_POST,
  ],
  [
    'the registry says that the committee manages it',
    person(post('clerk', 'dispatched-1', { managedBy: 'committee' })),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'the registry says that the organisation department manages it, seen from a town',
    person(post('subsection', 'town-1', { managedBy: 'orgdept' })),
    'town-1',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'a judge whose post the court manages',
    person(post('subsection', undefined, { managedBy: 'court' })),
    'petitions',
    'sent',
    'other',
    LAW_169,
  ],
  [
    'the registry says that the registered city manages it',
    person(post('section-chief', 'room', { managedBy: 'city' })),
    'petitions',
    'sent',
    'superior-received',
    LAW_15,
    CITY,
  ],
  [
    'a county post, received by the city',
    person(post('section-chief', 'room', { managedBy: 'commission' })),
    'city',
    'sent',
    'lower',
    LAW_16,
    CITY,
  ],
  [
    'a bureau head in the county, with the city registered',
    person(post('section-chief', 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
    CITY,
  ],
  [
    'two posts, of county and section level: the higher decides',
    person(post('section-chief', 'room'), post('county-deputy')),
    'petitions',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'two posts, one of them ended: the one held decides',
    person(post('county-deputy', 'room', { endedOn: '2024-05-01' }), post('section-chief', 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'two posts, own and of another organ: the own one decides',
    person(post('subsection', undefined, { managedBy: 'court' }), post('section-rank', 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'two posts, of a lower and of another organ',
    person(post('clerk', 'dispatched-1'), post('subsection', undefined, { managedBy: 'court' })),
    'petitions',
    'sent',
    'other',
    LAW_169,
  ],
  [
    'only ended posts: the last one decides',
    person(
      post('section-chief', 'room', { endedOn: '2020-01-01' }),
      post('county-deputy', 'room', { endedOn: '2024-01-01' }),
    ),
    'petitions',
    'sent',
    'superior-received',
    LAW_15,
  ],
  [
    'retired from a bureau',
    person(post('section-deputy', 'room', { endedOn: '2023-06-30' })),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  ['nobody with a post', person(), 'petitions', 'sent', 'nobody', LAW_17],
  [
    'a post without level in a unit that a room supervises',
    person(post(null, 'room')),
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  [
    'a post without level in a unit that nobody supervises',
    person(post(null)),
    'petitions',
    'sent',
    'nobody',
    LAW_17,
  ],
  ['a clerk of a unit that nobody supervises', person(post('clerk')), 'petitions', 'sent', 'nobody', LAW_17],
  [
    "the commission's own head",
    { ...person(post('county-deputy')), leads: ['commission'] },
    'petitions',
    'sent',
    'own-leader',
    LAW_15,
  ],
  [
    "the commission's own head, found by a room",
    { ...person(), leads: ['commission'] },
    'room',
    'found',
    'own-leader',
    LAW_15,
  ],
  [
    "a town commission's head, received by the town",
    { ...person(post('section-deputy', 'town-1')), leads: ['town-1'] },
    'town-1',
    'sent',
    'own-leader',
    LAW_15,
  ],
  [
    "a town commission's head, received by the commission",
    { ...person(post('section-deputy', 'town-1')), leads: ['town-1'] },
    'petitions',
    'sent',
    'own',
    BY_POST,
  ],
  ['a unit that a room supervises', unit('room'), 'petitions', 'sent', 'own', BY_POST],
  [
    'a unit of a dispatched office, received by the commission',
    unit('dispatched-1'),
    'petitions',
    'sent',
    'lower',
    LAW_16,
  ],
  ['a unit of a room, received by a town', unit('room'), 'town-1', 'sent', 'superior-received', LAW_15],
  ['a unit that nobody supervises', unit(), 'petitions', 'sent', 'nobody', LAW_17],
];

describe('routing by who manages the post', () => {
  it.each(CASES)('%s', (_, subject, at, how, line, rule, organs = COUNTY) => {
    const answer = routeReport(routing, subject, { organ: at, organs, found: how === 'found' });
    expect(answer.line.code).toBe(line);
    expect(answer.line.source.zh).toContain(rule);
  });

  it('leaves no content of what a superior handles, of the own head, or of what nobody handles', () => {
    const kept = routing.lines.filter((line) => line.registers).map((line) => line.code);
    expect(kept).toEqual(['superior-found', 'own', 'lower', 'other']);
  });

  it('asks to split a report whose subjects go different ways, and no other', () => {
    const world = { organ: 'petitions', organs: COUNTY, found: false };
    const route = (subject: RoutedSubject) => routeReport(routing, subject, world);
    const mine = route(person(post('section-chief', 'room')));
    const also = route(person(post('section-deputy', 'dispatched-1')));
    const town1 = route(person(post('clerk', 'town-1')));
    const town2 = route(person(post('clerk', 'town-2')));
    expect([
      goesApart([mine, also]),
      goesApart([mine, town1]),
      goesApart([town1, town2]),
      goesApart([]),
    ]).toEqual([false, true, true, false]);
  });
});

describe('pack check', () => {
  const codes = (change: (routing: Routing) => unknown) => {
    const copy = copyOf(pack);
    change(copy.routing!);
    return checkPack(copy).map((problem) => problem.code);
  };
  it('accepts the table of the default pack', () => {
    expect(codes(() => undefined)).toEqual([]);
  });
  it.each<[string, (routing: Routing) => unknown, string]>([
    ['a standing without line', (r) => void r.lines.pop(), 'route.missing'],
    ['a standing with two lines', (r) => void r.lines.push(r.lines.at(-1)!), 'route.twice'],
    ['an unknown kind of organ', (r) => void r.inside.push('nowhere'), 'organ-kind.unknown'],
    ['an unknown level', (r) => void r.tiers[0]!.levels.push('nowhere'), 'level.unknown'],
    ['a level in two tiers', (r) => void r.tiers[0]!.levels.push('clerk'), 'level.twice'],
    ['an unknown limit', (r) => Object.assign(r.lines[0]!, { limit: 'no.limit' }), 'limit.unknown'],
    [
      'an unknown article',
      (r) => Object.assign(r.lines[0]!, { rules: ['reports-handling/99'] }),
      'rule.unknown',
    ],
    ['an unknown role', (r) => void r.leaders.push('nobody'), 'role.unknown'],
    ['an unknown source', (r) => void r.ownFinds.push('nowhere'), 'source.unknown'],
    [
      'content of what leaves a stub',
      (r) => Object.assign(r.lines[0]!, { registers: true }),
      'route.registers',
    ],
  ])('refuses %s', (_, change, code) => {
    expect(codes(change)).toContain(code);
  });
});
