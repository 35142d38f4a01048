import * as registry from '@plumbline/contract/registry';
import { describe, expect, it } from 'vitest';
import { officerNamed, organNamed, unitNamed } from './find.ts';
import type { Tale } from './tale.ts';

const HOUSING = '县住建局';
const names = (list: readonly { name: string | null }[]) => list.map((entry) => entry.name);

/** Whom supervision looks at first, who answers for whom, and who manages which post. */
export function registryChapter(tale: Tale): void {
  describe('who is watched, and by whom', () => {
    it('[S0.3][S3.7] finds leading bodies and their top leaders, and follows a post that becomes leading', async () => {
      const { story } = tale;
      story.chapter('The key minority');
      const unit = await unitNamed(tale, HOUSING);
      const heads = await story.must('officer', 'Who heads the housing bureau?', registry.listPersons, {
        query: { unitId: unit.id, heads: 'true' },
      });
      expect(heads.items).toHaveLength(1);
      expect(heads.items[0]).toMatchObject({ heads: true, keyMinority: true });
      const watched = () =>
        story.must('officer', 'The key minority of the bureau.', registry.listPersons, {
          query: { unitId: unit.id, keyMinority: 'true', limit: 200 },
        });
      const before = await watched();
      expect(before.items.every((person) => person.keyMinority)).toBe(true);
      const officer = await tale.aside('officer');
      const everybody = await officer.must(registry.listPersons, { query: { unitId: unit.id, limit: 200 } });
      expect(before.items.length).toBeLessThan(everybody.items.length);
      const clerk = everybody.items.find((person) => !person.keyMinority && person.posts.length === 1)!;
      const postId = clerk.posts[0]!.postId;
      const post = await officer.must(registry.getPost, { params: { id: postId } });
      const promoted = { version: post.version, tags: [...post.tags, 'team-member'] };
      const refused = await story.call(
        'dispatched',
        'Marking posts is not for every reader.',
        registry.editPost,
        {
          params: { id: postId },
          body: promoted,
        },
      );
      expect(refused.status).toBe(403);
      await story.must('officer', 'The post becomes one of the leadership team.', registry.editPost, {
        params: { id: postId },
        body: promoted,
      });
      expect(names((await watched()).items)).toContain(clerk.name);
      const outsider = await story.call(
        'unit',
        'The bureau’s own liaison sees no such list.',
        registry.listPersons,
        {
          query: { unitId: unit.id, keyMinority: 'true' },
        },
      );
      expect(outsider.body.items).toEqual([]);
    });

    it('[S3.12] tags departments with power over money, things, people and approval, and finds their key posts', async () => {
      const { story } = tale;
      story.chapter('Departments with power');
      const powerful = () =>
        story.must('officer', 'Departments with power.', registry.listUnits, {
          query: { power: 'true', limit: 200 },
        });
      const before = await powerful();
      expect(before.items.length).toBeGreaterThan(0);
      expect(before.items.every((unit) => unit.tags.length > 0 && unit.power)).toBe(true);
      const transport = await unitNamed(tale, '县交通局');
      expect(names(before.items)).not.toContain(transport.name);
      await story.must('officer', 'The transport bureau begins to hand out money.', registry.editUnit, {
        params: { id: transport.id },
        body: { version: transport.version, tags: [...transport.tags, 'power-money'] },
      });
      expect(names((await powerful()).items)).toContain(transport.name);
      const cashiers = await story.must(
        'officer',
        'Who holds money in such a department?',
        registry.listPersons,
        {
          query: { power: 'true', tag: 'key-money', limit: 200 },
        },
      );
      expect(cashiers.items.length).toBeGreaterThan(0);
      for (const person of cashiers.items)
        expect(person.posts.some((post) => post.tags.includes('key-money'))).toBe(true);
      const stray = await story.call('officer', 'A mark that no pack knows is refused.', registry.editUnit, {
        params: { id: transport.id },
        body: { version: transport.version + 1, tags: ['power-weather'] },
      });
      expect(stray.status).toBe(400);
    });

    it('[S0.9] shows which officer is responsible for which units and persons, and hands a unit over', async () => {
      const { story } = tale;
      story.chapter('Contacted units and cadres');
      const unit = await unitNamed(tale, HOUSING);
      const successor = await officerNamed(tale, '邓家宁');
      const room = await organNamed(tale, '第一监督检查室');
      const holders = async (on: string) => {
        const map = await story.must('officer', `Who answers for whom on ${on}?`, registry.getContactMap, {
          query: { on },
        });
        return map.organs
          .flatMap((organ) => organ.officers)
          .filter((officer) => officer.units.some(({ id }) => id === unit.id))
          .map((officer) => officer.name);
      };
      expect(await holders('2026-04-06')).toEqual(['罗志远']);
      const handOver = {
        accountId: successor.accountId,
        organId: room.id,
        unitId: unit.id,
        from: '2026-05-01',
        endPrevious: true,
      };
      const refused = await story.call(
        'dispatched',
        'Only who keeps the registry may.',
        registry.createContact,
        {
          body: handOver,
        },
      );
      expect(refused.status).toBe(403);
      await story.must(
        'officer',
        'The bureau gets another contact officer from May.',
        registry.createContact,
        {
          body: handOver,
        },
      );
      expect(await holders('2026-04-30')).toEqual(['罗志远']);
      expect(await holders('2026-05-01')).toEqual(['邓家宁']);
      const officer = await tale.aside('officer');
      const [head] = (await officer.must(registry.listPersons, { query: { unitId: unit.id, heads: 'true' } }))
        .items;
      await story.must('officer', 'A cadre can be contacted too.', registry.createContact, {
        body: { accountId: successor.accountId, organId: room.id, personId: head!.id, from: '2026-04-01' },
      });
      const person = await officer.must(registry.getPerson, { params: { id: head!.id } });
      expect(person.contacts.map((contact) => contact.accountName)).toContain('邓家宁');
      const outside = await story.call('court', 'A member body has no such map.', registry.getContactMap);
      expect(outside.status).toBe(403);
    });

    it('[S0.35] names with dates the authority that manages each post, and says it of whoever holds the post', async () => {
      const { story } = tale;
      story.chapter('Who manages the post');
      const unit = await unitNamed(tale, HOUSING);
      const orgdept = await organNamed(tale, '县委组织部');
      const officer = await tale.aside('officer');
      const [head] = (await officer.must(registry.listPersons, { query: { unitId: unit.id, heads: 'true' } }))
        .items;
      const postId = head!.posts[0]!.postId;
      const authorityOn = async (on: string) => {
        const person = await story.must('officer', `Who manages the post on ${on}?`, registry.getPerson, {
          params: { id: head!.id },
          query: { on },
        });
        return person.appointments.find((held) => held.postId === postId)?.authority?.organName;
      };
      expect(await authorityOn('2026-04-06')).toBe('中共澄溪县委');
      const change = { organId: orgdept.id, from: '2026-06-01', basis: '县委干部管理权限调整通知' };
      const clash = await story.call(
        'officer',
        'Two authorities at once are refused.',
        registry.assignAuthority,
        {
          params: { id: postId },
          body: change,
        },
      );
      expect(clash.status).toBeGreaterThanOrEqual(400);
      const refused = await story.call(
        'reviewer',
        'A reviewer changes no authority.',
        registry.assignAuthority,
        {
          params: { id: postId },
          body: { ...change, endPrevious: true },
        },
      );
      expect(refused.status).toBe(403);
      await story.must(
        'officer',
        'From June the Organisation Department manages the post.',
        registry.assignAuthority,
        {
          params: { id: postId },
          body: { ...change, endPrevious: true },
        },
      );
      expect(await authorityOn('2026-05-31')).toBe('中共澄溪县委');
      expect(await authorityOn('2026-06-01')).toBe('县委组织部');
    });

    it('[S4.2] gives a dispatched office its own workspace: its units, the contacted ones first', async () => {
      const { story } = tale;
      story.chapter('The resident probe');
      const desk = () =>
        story.must('dispatched', 'My units.', registry.listWorkspaceUnits, { query: { limit: 200 } });
      const before = await desk();
      expect(names(before.organs)).toEqual(['派驻第一纪检监察组']);
      expect(before.items.length).toBe(before.total);
      for (const unit of before.items)
        expect(unit.supervisions).toContainEqual(
          expect.objectContaining({ kind: 'dispatched', organName: '派驻第一纪检监察组' }),
        );
      const other = await (await tale.aside('dispatched2')).must(registry.listWorkspaceUnits, {
        query: { limit: 200 },
      });
      expect(names(other.items).filter((name) => names(before.items).includes(name))).toEqual([]);
      const mine = before.items.at(-1)!;
      const resident = await officerNamed(tale, '曹立群');
      await story.must('officer', 'The resident officer answers for this unit.', registry.createContact, {
        body: {
          accountId: resident.accountId,
          organId: before.organs[0]!.id,
          unitId: mine.id,
          from: '2026-04-06',
          endPrevious: true,
        },
      });
      const after = await desk();
      expect(after.items[0]).toMatchObject({ id: mine.id, mine: true });
      const outsider = await story.call('unit', 'No workspace for a liaison.', registry.listWorkspaceUnits);
      expect(outsider.status).toBe(403);
    });
  });

  describe('collaboration zones', () => {
    it('[S4.25] sets up a zone, covers units with it, and ends its memberships when it closes', async () => {
      const { story } = tale;
      story.chapter('A collaboration zone');
      const unit = await unitNamed(tale, '县水利局');
      const plan = {
        kind: 'zone' as const,
        code: 'zone-water',
        name: '水利协作区',
        activeFrom: '2026-04-01',
      };
      const refused = await story.call('dispatched', 'Zones are kept by the registry.', registry.createZone, {
        body: plan,
      });
      expect(refused.status).toBe(403);
      const zone = await story.must('officer', 'A zone for the works on the river.', registry.createZone, {
        body: plan,
      });
      await story.must('officer', 'It covers the water bureau.', registry.addZoneMember, {
        params: { id: zone.id },
        body: { role: 'served-unit', holderId: unit.id, from: '2026-04-01' },
      });
      const covered = () =>
        story.must('dispatched', 'Units of the zone.', registry.listUnits, { query: { zoneId: zone.id } });
      expect(names((await covered()).items)).toEqual([unit.name]);
      const held = await (await tale.aside('officer')).must(registry.getUnit, { params: { id: unit.id } });
      expect(held.zones).toContainEqual({ zoneId: zone.id, name: '水利协作区', role: 'served-unit' });
      await story.must('officer', 'The works are done.', registry.closeZone, {
        params: { id: zone.id },
        body: { version: 1, on: '2026-04-05' },
      });
      expect((await covered()).items).toEqual([]);
      const closed = await story.must('officer', 'What the zone was.', registry.getZone, {
        params: { id: zone.id },
        query: { on: '2026-04-03' },
      });
      expect(closed.current.map((member) => member.to)).toEqual(['2026-04-05']);
    });

    it('[S4.26] keeps leader, coordinating office, dispatched office and town members of a zone, with dates', async () => {
      const { story } = tale;
      story.chapter('The parts in a zone');
      const zones = await story.must('officer', 'The zones of the county.', registry.listZones, {
        query: { kind: 'zone' },
      });
      const zone = zones.items.find((entry) => entry.code === 'zone-1')!;
      const on = async (day: string) => {
        const seen = await story.must('dispatched', `The zone on ${day}.`, registry.getZone, {
          params: { id: zone.id },
          query: { on: day },
        });
        return Object.groupBy(seen.current, (member) => member.role);
      };
      const now = await on('2026-04-06');
      expect(names(now.leader ?? [])).toEqual(['方正平']);
      expect(names(now.coordinator ?? [])).toEqual(['第一监督检查室']);
      expect(names(now.dispatched ?? [])).toEqual(['派驻第一纪检监察组']);
      expect(names(now['town-member'] ?? [])).toEqual(['柳汀镇纪委']);
      expect(now['served-unit']?.length).toBeGreaterThan(0);
      const leader = await officerNamed(tale, '罗志远');
      const lead = { role: 'leader', holderId: leader.accountId, from: '2026-07-01' };
      const refused = await story.call(
        'dispatched',
        'No part is given by who has one.',
        registry.addZoneMember,
        {
          params: { id: zone.id },
          body: lead,
        },
      );
      expect(refused.status).toBe(403);
      const two = await story.call('officer', 'A zone has one leader at a time.', registry.addZoneMember, {
        params: { id: zone.id },
        body: lead,
      });
      expect(two.status).toBeGreaterThanOrEqual(400);
      await story.must('officer', 'Another leader from July.', registry.addZoneMember, {
        params: { id: zone.id },
        body: { ...lead, endPrevious: true },
      });
      expect(names((await on('2026-06-30')).leader ?? [])).toEqual(['方正平']);
      expect(names((await on('2026-07-01')).leader ?? [])).toEqual(['罗志远']);
      const foreign = await story.call(
        'officer',
        'Parts of the leading group are none of a zone.',
        registry.addZoneMember,
        {
          params: { id: zone.id },
          body: {
            role: 'member-body',
            holderId: (await organNamed(tale, '县审计局')).id,
            from: '2026-07-01',
          },
        },
      );
      expect(foreign.status).toBe(400);
    });
  });
}
