import type { SampleCounty } from '@plumbline/samples';
import { ID_NUMBER_SCHEME, sealWith, spellingOf } from '../modules/registry/index.ts';
import { hexBytes } from '../platform/db/bulk.ts';
import type { Loading } from './loading.ts';

const SINCE = '2015-01-01';

/** Organs, granted reaches, zones, units, posts and who supervises what. */
export function loadOrganisation(loading: Loading, county: SampleCounty): void {
  for (const organ of county.organs) {
    loading.add('organ', {
      id: loading.id(organ.key),
      parent_id: loading.idOrNull(organ.parent),
      kind: organ.kind,
      code: organ.code,
      name: organ.name,
      name_en: organ.nameEn,
      active_from: SINCE,
      version: 1,
    });
  }
  for (const reach of county.reaches) {
    loading.add('organ_reach', {
      id: loading.id(`reach:${reach.organ}:${reach.over}`),
      organ_id: loading.id(reach.organ),
      over_organ_id: loading.id(reach.over),
      includes_below: reach.includesBelow,
      clue_room: reach.clueRoom,
      basis: reach.basis,
      from_day: SINCE,
      version: 1,
    });
  }
  for (const unit of county.units) {
    loading.add('unit', {
      id: loading.id(unit.key),
      parent_id: loading.idOrNull(unit.parent),
      name: unit.name,
      name_en: unit.nameEn,
      aliases: unit.aliases,
      ...spellingOf(unit.name),
      credit_code: unit.creditCode,
      kind: unit.kind,
      industry: unit.industry,
      tags: unit.tags,
      active_from: SINCE,
      version: 1,
    });
  }
  for (const unit of county.units) {
    const kinds = [
      ['discipline', unit.room],
      ['supervision', unit.room],
      ...(unit.dispatched ? [['dispatched', unit.dispatched]] : []),
    ];
    for (const [kind, organ] of kinds) {
      loading.add('supervision', {
        id: loading.id(`supervision:${unit.key}:${kind}`),
        organ_id: loading.id(organ!),
        unit_id: loading.id(unit.key),
        kind: kind!,
        from_day: SINCE,
        version: 1,
      });
    }
  }
  for (const post of county.posts) {
    loading.add('post', {
      id: loading.id(post.key),
      unit_id: loading.id(post.unit),
      title: post.title,
      level: post.level,
      tags: post.tags,
      order_no: post.order,
      active_from: SINCE,
      version: 1,
    });
  }
  for (const post of county.posts) {
    loading.add('post_authority', {
      id: loading.id(`authority:${post.key}`),
      post_id: loading.id(post.key),
      organ_id: loading.id(post.authority),
      basis: '干部管理权限',
      from_day: SINCE,
      version: 1,
    });
  }
}

/** Persons with their sealed identity numbers and dated appointments. */
export function loadPersons(loading: Loading, county: SampleCounty): void {
  for (const person of county.persons) {
    const id = loading.id(person.key);
    const kept = sealWith(loading.keys, id, person.idNumber);
    loading.add('person', {
      id,
      name: person.name,
      ...spellingOf(person.name, true),
      sex: person.sex,
      birth_date: person.birth,
      birth_precision: 'day',
      id_masked: kept.masked,
      version: 1,
    });
    loading.add('person_identifier', {
      person_id: id,
      scheme: ID_NUMBER_SCHEME,
      value_hash: kept.hash,
      value_sealed: hexBytes(kept.sealed),
    });
  }
  for (const [i, held] of county.appointments.entries()) {
    loading.add('appointment', {
      id: loading.id(`appointment-${i}`),
      person_id: loading.id(held.person),
      post_id: loading.id(held.post),
      unit_id: loading.id(held.unit),
      kind: 'appointed',
      from_day: held.from,
      from_precision: 'day',
      to_day: held.to,
      to_precision: 'day',
      version: 1,
    });
  }
}

export function loadAccounts(loading: Loading, county: SampleCounty, passwordHash: string): void {
  for (const account of county.accounts) {
    const id = loading.id(`account:${account.username}`);
    loading.add('account', {
      id,
      username: account.username,
      name: account.name,
      person_id: loading.idOrNull(account.person),
      unit_id: loading.idOrNull(account.unit),
      locale: 'zh',
      created_at: loading.now,
      version: 1,
    });
    loading.add('credential', {
      account_id: id,
      password_hash: passwordHash,
      must_change: false,
      failed_count: 0,
    });
    for (const organ of [account.organ, ...account.alsoIn])
      loading.add('role_grant', {
        id: loading.id(
          organ === account.organ ? `grant:${account.username}` : `grant:${account.username}:${organ}`,
        ),
        account_id: id,
        role: account.role,
        organ_id: loading.idOrNull(organ),
        unit_id: account.organ ? null : loading.idOrNull(account.unit),
        from_day: SINCE,
        basis: '示例',
        version: 1,
      });
  }
  for (const contact of county.contacts) {
    loading.add('contact', {
      id: loading.id(`contact:${contact.unit}`),
      account_id: loading.id(`account:${contact.account}`),
      organ_id: loading.id(contact.organ),
      unit_id: loading.id(contact.unit),
      from_day: SINCE,
      version: 1,
    });
  }
}

export function loadZones(loading: Loading, county: SampleCounty): void {
  for (const zone of county.zones) {
    const id = loading.id(zone.key);
    loading.add('zone', {
      id,
      kind: zone.kind,
      code: zone.key,
      name: zone.name,
      name_en: zone.nameEn,
      active_from: SINCE,
      keeper_id: loading.id(zone.members.find((member) => member.organ)?.organ ?? 'commission'),
      version: 1,
    });
    for (const [i, member] of zone.members.entries()) {
      loading.add('zone_member', {
        id: loading.id(`${zone.key}:member-${i}`),
        zone_id: id,
        role: member.role,
        organ_id: loading.idOrNull(member.organ ?? null),
        unit_id: loading.idOrNull(member.unit ?? null),
        account_id: member.account ? loading.id(`account:${member.account}`) : null,
        from_day: SINCE,
        version: 1,
      });
    }
    for (const [i, meeting] of zone.meetings.entries()) {
      loading.add('zone_meeting', {
        id: loading.id(`${zone.key}:meeting-${i}`),
        zone_id: id,
        title: meeting.title,
        held_on: meeting.heldOn,
        attendees: meeting.attendees,
        minutes: meeting.minutes,
        account_id: loading.id('account:orgdept'),
        version: 1,
      });
    }
  }
}
