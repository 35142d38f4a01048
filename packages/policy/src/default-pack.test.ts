import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPack } from './node.ts';
import { pick } from './pack/common.schema.ts';
import { DEFAULT_PACK_DIR, defaultPack } from './testing/default-pack.ts';

const pack = await defaultPack();

describe('the default pack', () => {
  test('loads without a problem', async () => {
    expect((await loadPack(DEFAULT_PACK_DIR)).problems).toEqual([]);
  });

  test('has every item of the two dossiers', () => {
    const codes = (subject: string) =>
      pack.catalogue.items.filter((i) => i.subject === subject).map((i) => i.code);
    expect(codes('person')).toEqual([
      'appointment-form',
      'integrity-binder',
      'clue-materials',
      'opinion-replies',
      'head-portrait',
      'leader-appraisal',
      'democratic-life-speech',
      'annual-assessment',
      'personal-matters',
      'supervision-notes',
      'supervision-talk',
      'tolerance',
      'sanction',
      'warning',
      'style-assessment',
      'inaction',
      'rigid-measure',
      'false-answer',
      'media-person',
      'special-file',
      'matters-check',
      'conduct-examination',
      'training',
      'promise',
      'other-person',
    ]);
    expect(codes('unit')).toEqual([
      'unit-profile',
      'instructions-general-secretary',
      'instructions-leaders',
      'inspection-feedback',
      'team-meeting',
      'unit-research',
      'media-unit',
      'tolerance-unit',
      'style-assessment-unit',
      'inaction-unit',
      'special-file-unit',
      'clue-materials-unit',
      'other-unit',
    ]);
  });

  test('seals appraisals: those of members are shown from three authors on (S0.37)', () => {
    expect(pack.catalogue.items.filter((i) => i.sealed).map((i) => [i.code, i.minimumAuthors])).toEqual([
      ['head-portrait', 1],
      ['leader-appraisal', 3],
    ]);
  });

  test('has one sample account per role of the sample county', () => {
    expect(pack.roles.flatMap((r) => r.sampleAccount ?? []).sort()).toEqual([
      'auditor',
      'casemgmt',
      'court',
      'dispatched',
      'head',
      'intake',
      'officer',
      'orgdept',
      'reviewer',
      'secadmin',
      'secretary',
      'subject',
      'sysadmin',
      'unit',
    ]);
  });

  test('every permission is held by somebody', () => {
    const held = new Set(pack.roles.flatMap((r) => r.permissions));
    expect(pack.permissions.map((p) => p.code).filter((p) => !held.has(p))).toEqual([]);
  });

  test('keeps the three administrators apart and blind', () => {
    const three = pack.roles.filter((r) => r.administrator);
    expect(three.map((r) => [r.code, r.exclusiveGroup, r.clearance])).toEqual([
      ['system-administrator', 'three-administrators', 0],
      ['security-administrator', 'three-administrators', 0],
      ['security-auditor', 'three-administrators', 0],
    ]);
  });

  test('seeds the six member kinds of the leading group (S1.3)', () => {
    const members = pack.organKinds.filter((k) => k.memberBody).map((k) => k.code);
    expect(members).toEqual(
      expect.arrayContaining([
        'organisation-department',
        'commission',
        'publicity',
        'court',
        'procuratorate',
        'petitions-bureau',
      ]),
    );
  });

  test('marks section level for coverage (S1.11)', () => {
    expect(pack.postLevels.filter((l) => l.sectionLevel).map((l) => l.code)).toEqual([
      'section-chief',
      'section-deputy',
      'section-rank',
    ]);
  });

  test('names no reporter in the sheet or the registration', () => {
    const names = [
      ...pack.submission.columns.map((c) => c.code),
      ...Object.keys((pack.forms['clue-registration'] as { properties?: object }).properties ?? {}),
    ];
    expect(names.filter((n) => /report(er|ed)|inform|complain|sender/i.test(n))).toEqual([]);
  });

  test('English texts are English: no text was left untranslated', () => {
    const left: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if (key === 'en' && typeof child === 'string' && /\p{Script=Han}/u.test(child)) left.push(child);
        if (key === 'zh' && typeof child === 'string' && !/\p{Script=Han}/u.test(child)) left.push(child);
        walk(child);
      }
    };
    walk(pack);
    expect(left).toEqual([]);
  });

  test('its README lists every permission and role as they are', async () => {
    const text = await readFile(join(DEFAULT_PACK_DIR, 'README.md'), 'utf8');
    const readme = text.replaceAll(/\s+/g, ' ');
    for (const p of pack.permissions) {
      expect(readme).toContain(`| \`${p.code}\` | ${p.title.en} | ${p.content ? 'yes' : 'no'} |`);
    }
    for (const r of pack.roles) {
      const account = r.sampleAccount ? `sample account \`${r.sampleAccount}\`` : 'no sample account';
      const permissions = r.permissions.map((p) => `\`${p}\``).join(' ');
      expect(readme).toContain(
        `${r.title.en} (\`${r.code}\`), ${account}, clearance ${r.clearance}: ${permissions}`,
      );
    }
  });
});

test('pick takes the other language rather than showing nothing', () => {
  expect(pick({ zh: '甲', en: 'A' }, 'en')).toBe('A');
  expect(pick({ zh: '甲', en: '' }, 'en')).toBe('甲');
});
