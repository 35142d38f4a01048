import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { checkCreditCode, checkIdNumber } from '@plumbline/contract/identifiers';
import { validateForm } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateCounty, type SampleCounty } from './index.ts';

const TODAY = '2026-11-23';
let county: SampleCounty;
let pack: NonNullable<Awaited<ReturnType<typeof loadPack>>['pack']>;
beforeAll(async () => {
  county = generateCounty({ seed: 7, today: TODAY });
  pack = (await loadPack(resolve(import.meta.dirname, '../../packs/cn-discipline'))).pack!;
});

const digest = (options: Parameters<typeof generateCounty>[0]) => {
  const made = generateCounty(options);
  return createHash('sha256')
    .update(JSON.stringify([made, [...made.sheets()], [...made.materials()]]))
    .digest('hex');
};

describe('the sample county', () => {
  it('is the same for the same seed and another for another', () => {
    const once = digest({ seed: 7, today: TODAY });
    expect(digest({ seed: 7, today: TODAY })).toBe(once);
    expect(digest({ seed: 8, today: TODAY })).not.toBe(once);
  });

  it('has the promised size', () => {
    const clues = [...county.sheets()].flatMap((sheet) => sheet.clues);
    expect(county.units).toHaveLength(60);
    expect(county.persons).toHaveLength(600);
    expect(county.zones.filter((zone) => zone.kind === 'zone')).toHaveLength(3);
    expect(clues.length).toBeGreaterThan(2_700);
    expect(clues.length).toBeLessThan(3_300);
  });

  it('has valid identifiers, each once, that belong to no real region', () => {
    for (const unit of county.units) expect(checkCreditCode(unit.creditCode).ok, unit.creditCode).toBe(true);
    for (const person of county.persons) {
      expect(checkIdNumber(person.idNumber).ok, person.idNumber).toBe(true);
      expect(person.idNumber.startsWith('469099')).toBe(true);
    }
    expect(new Set(county.persons.map((person) => person.idNumber)).size).toBe(county.persons.length);
    expect(new Set(county.units.map((unit) => unit.creditCode)).size).toBe(county.units.length);
  });

  it('gives nobody the number of somebody else in a county twenty times as large either', () => {
    const { persons } = generateCounty({ seed: 2026, scale: 20, today: county.today });
    expect(new Set(persons.map((person) => person.idNumber)).size).toBe(persons.length);
  });

  it('refers only to records that exist and to codes that the pack knows', () => {
    const keys = new Set(
      [county.organs, county.units, county.posts, county.persons].flatMap((list) =>
        list.map((entry) => entry.key),
      ),
    );
    const accounts = new Set(county.accounts.map((account) => account.username));
    const codes = <T extends { code: string }>(list: readonly T[]) =>
      new Set(list.map((entry) => entry.code));
    const kinds = codes(pack.organKinds);
    const industries = codes(pack.industries);
    const roles = codes(pack.roles);
    for (const organ of county.organs) expect(kinds, organ.kind).toContain(organ.kind);
    expect(new Set(county.organs.map((organ) => organ.code ?? '')).size).toBe(county.organs.length);
    for (const unit of county.units) {
      expect(codes(pack.unitKinds)).toContain(unit.kind);
      expect(industries).toContain(unit.industry);
      for (const tag of unit.tags) expect(codes(pack.unitTags)).toContain(tag);
      expect(keys).toContain(unit.room);
    }
    for (const post of county.posts) {
      expect(codes(pack.postLevels)).toContain(post.level);
      for (const tag of post.tags) expect(codes(pack.postTags), tag).toContain(tag);
      expect(keys).toContain(post.authority);
    }
    for (const held of county.appointments) {
      expect(keys).toContain(held.person);
      expect(keys).toContain(held.post);
      if (held.to) expect(held.to >= held.from).toBe(true);
    }
    for (const account of county.accounts) expect(roles).toContain(account.role);
    const sources = codes(pack.sources);
    const subTypes = new Map(pack.classes.map((entry) => [entry.code, codes(entry.subTypes)]));
    for (const sheet of county.sheets()) {
      expect(accounts).toContain(sheet.liaison);
      for (const clue of sheet.clues) {
        expect(keys).toContain(clue.subject);
        expect(sources).toContain(clue.source);
        expect(subTypes.get(clue.class)).toContain(clue.subType);
        expect(clue.content).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('fills every form as the pack asks', () => {
    const items = new Map(pack.catalogue.items.map((item) => [item.code, item]));
    const seen = new Set<string>();
    for (const material of county.materials()) {
      const item = items.get(material.item);
      expect(item, material.item).toBeDefined();
      expect(validateForm(pack, item!.form, material.form, TODAY), material.item).toEqual([]);
      seen.add(material.item);
    }
    expect(seen.size).toBeGreaterThan(12);
  });

  it('has a sample account for every role that the pack names one for', () => {
    const held = new Map(county.accounts.map((account) => [account.username, account.role]));
    for (const role of pack.roles)
      if (role.sampleAccount) expect(held.get(role.sampleAccount)).toBe(role.code);
  });

  it('names no real county', () => {
    const text = JSON.stringify([county, [...county.sheets()].slice(0, 30)]);
    for (const real of [
      '清河县',
      '兴国县',
      '隆回县',
      '龙西县',
      '渠县',
      '纳溪',
      '正定',
      '昆山',
      '安吉',
      '桐庐',
    ])
      expect(text).not.toContain(real);
  });
});
