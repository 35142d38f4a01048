import type { Pack } from '@plumbline/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorFacts, actorOf, may } from './actor.ts';
import { accountDesk, deciderDesk, placeDesk } from './place-desk.ts';

const role = (code: string, over: object = {}) => ({
  code,
  title: { zh: code, en: code },
  permissions: [`${code}.do`],
  clearance: 1,
  organKinds: [],
  inUnit: false,
  speaksForUnit: false,
  administrator: false,
  clueRoom: false,
  ...over,
});
const pack = {
  roles: [
    role('reader'),
    role('handler', { clearance: 3, clueRoom: true }),
    role('admin', { administrator: true, clearance: 0 }),
    role('liaison', { inUnit: true, speaksForUnit: true, clearance: 0 }),
    role('supervised', { inUnit: true, clearance: 0 }),
  ],
} as unknown as Pack;

// top ─ a ─ a1, top ─ b; far stands alone
const organs = [
  { id: 'top', parentId: null },
  { id: 'a', parentId: 'top' },
  { id: 'a1', parentId: 'a' },
  { id: 'b', parentId: 'top' },
  { id: 'far', parentId: null },
];
const facts = (over: Partial<ActorFacts>): ActorFacts => ({
  jurisdictionId: 1,
  accountId: 'me',
  sessionId: 's',
  name: '',
  locale: 'zh',
  personId: null,
  unitId: null,
  mustChangePassword: false,
  grants: [],
  organs,
  reaches: [],
  zones: [],
  ...over,
});
const reach = (over: object) => ({
  organId: 'a',
  overOrganId: 'far',
  includesBelow: false,
  clueRoom: false,
  ...over,
});

describe('actorOf', () => {
  it.each([
    ['own organ and everything below', { grants: [{ role: 'reader', organId: 'a' }] }, ['a', 'a1'], []],
    [
      'the clue room only with a role that opens it',
      { grants: [{ role: 'handler', organId: 'a' }] },
      ['a', 'a1'],
      ['a', 'a1'],
    ],
    [
      'what was granted to the organ',
      { grants: [{ role: 'reader', organId: 'a' }], reaches: [reach({})] },
      ['a', 'a1', 'far'],
      [],
    ],
    [
      'a grant to an organ below counts too',
      { grants: [{ role: 'reader', organId: 'top' }], reaches: [reach({})] },
      ['top', 'a', 'a1', 'b', 'far'],
      [],
    ],
    [
      'not what was granted to others',
      { grants: [{ role: 'reader', organId: 'b' }], reaches: [reach({})] },
      ['b'],
      [],
    ],
    [
      'a granted clue room needs both',
      { grants: [{ role: 'reader', organId: 'a' }], reaches: [reach({ clueRoom: true })] },
      ['a', 'a1', 'far'],
      [],
    ],
    [
      'nothing for administrators',
      { grants: [{ role: 'admin', organId: 'top' }], reaches: [reach({ organId: 'top' })] },
      [],
      [],
    ],
    [
      'nothing for a role held in a unit',
      { grants: [{ role: 'liaison', organId: null }], unitId: 'u' },
      [],
      [],
    ],
  ] as [string, Partial<ActorFacts>, string[], string[]][])('reaches %s', (_, over, expected, rooms) => {
    const { settings } = actorOf(facts(over), pack);
    expect([...(settings.reach ?? [])].sort()).toEqual([...expected].sort());
    expect([...(settings.rooms ?? [])].sort()).toEqual([...rooms].sort());
  });

  it('is named with the unit only where a role speaks for it, while sealed rows stay kept from everybody there', () => {
    const inUnit = (code: string) =>
      actorOf(facts({ grants: [{ role: code, organId: null }], unitId: 'u', personId: 'p' }), pack);
    expect(inUnit('liaison')).toMatchObject({ speaksFor: 'u', settings: { principals: ['me', 'u', 'p'] } });
    expect(inUnit('supervised')).toMatchObject({
      speaksFor: null,
      settings: { principals: ['me', 'p'], unit: 'u' },
    });
  });

  it('holds a permission below the organ of the role, never above or beside it', () => {
    const actor = actorOf(facts({ grants: [{ role: 'reader', organId: 'a' }] }), pack);
    expect(['top', 'a', 'a1', 'b'].filter((organ) => may(actor, 'reader.do', organ))).toEqual(['a', 'a1']);
    expect(may(actor, 'handler.do')).toBe(false);
  });

  it('stands at the desk of what a place of an organ asks for, in the organs alone where it holds a role with it', () => {
    const asking = {
      ...pack,
      procedures: {
        handing: { parties: { receiver: { kinds: ['organ'], permission: ['reader.do', 'admin.do'] } } },
      },
    } as unknown as Pack;
    const at = (role: string) =>
      actorOf(facts({ grants: [{ role, organId: 'a' }] }), asking).settings.principals ?? [];
    expect(at('reader')).toEqual(['me', 'a', placeDesk('reader.do', 'a')]);
    expect(at('handler')).toEqual(['me', 'a']);
    expect(at('admin')).toEqual(['me']);
  });

  it('has a place of its own as long as it holds what the place asks for', () => {
    const asking = {
      ...pack,
      procedures: { handing: { parties: { handler: { kinds: ['account'], permission: ['handler.do'] } } } },
    } as unknown as Pack;
    const at = (role: string) =>
      actorOf(facts({ grants: [{ role, organId: 'a' }] }), asking).settings.principals ?? [];
    expect(at('handler')).toEqual(['me', 'a', accountDesk('handler.do', 'me')]);
    expect(at('reader')).toEqual(['me', 'a']);
    const deciding = {
      ...asking,
      procedures: {},
      authorities: [{ rows: [{ chain: [{ all: [{ permission: 'reader.do' }] }] }] }],
    } as unknown as Pack;
    const { principals } = actorOf(facts({ grants: [{ role: 'reader', organId: 'a' }] }), deciding).settings;
    expect(principals).toEqual(['me', 'a', placeDesk('reader.do', 'a'), deciderDesk('me')]);
  });

  it('never lets a granted reach become a permission', () => {
    const actor = actorOf(facts({ grants: [{ role: 'reader', organId: 'a' }], reaches: [reach({})] }), pack);
    expect(may(actor, 'reader.do', 'far')).toBe(false);
  });

  it('sees more, never less, with one more role', () => {
    const grant = fc.record({
      role: fc.constantFrom('reader', 'handler', 'admin'),
      organId: fc.constantFrom('top', 'a', 'a1', 'b', 'far'),
    });
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), grant, (grants, more) => {
        const before = actorOf(facts({ grants }), pack).settings;
        const after = actorOf(facts({ grants: [...grants, more] }), pack).settings;
        expect(after.reach).toEqual(expect.arrayContaining([...(before.reach ?? [])]));
        expect(after.rooms).toEqual(expect.arrayContaining([...(before.rooms ?? [])]));
        expect(after.clearance).toBeGreaterThanOrEqual(before.clearance ?? 0);
      }),
    );
  });
});
