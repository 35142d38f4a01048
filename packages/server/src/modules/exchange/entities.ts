import type { Pack } from '@plumbline/policy';
import { type ExchangeEntities, toFollowTheMoney } from '../../platform/exchange-formats/followthemoney.ts';
import { type ExportRows, type PlacedMaterial, partial, type UnitRow } from './export.types.ts';
import { mediaType } from './material-file.ts';

/**
 * The people, bodies and papers of a package as FollowTheMoney. Kin are in `rows` only when the exporter may
 * see them by name; those who aren't registered as persons get an entity of their own.
 */
export function entitiesOf(
  pack: Pack,
  rows: ExportRows,
  materials: readonly PlacedMaterial[],
  source: string,
): string {
  const { dossier } = rows;
  const units = new Set(rows.units.map((unit) => unit.id));
  const persons = new Set(rows.persons.map((person) => person.id));
  const about = [{ kind: dossier.kind, id: dossier.subjectId }];
  const posts = new Map(
    rows.appointments.map((a) => [a.postId, { id: a.postId, unitId: a.unitId, title: a.postTitle }]),
  );
  const known = (id: string | null): string | undefined => (id && persons.has(id) ? id : undefined);
  const entities: ExchangeEntities = {
    persons: [
      ...rows.persons.map((person) => ({
        id: person.id,
        name: person.name,
        otherNames: [...person.otherNames, ...(person.nameEn ? [person.nameEn] : [])],
        gender: person.sex,
        birthDate: partial(person.birthDate, person.birthPrecision),
        deathDate: person.deathDate,
      })),
      ...rows.kin
        .filter((kin) => !known(kin.kinPersonId))
        .map((kin) => ({ id: `kin:${kin.id}`, name: kin.name, birthDate: kin.birthDate })),
    ],
    units: rows.units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      otherNames: [...unit.aliases, ...(unit.nameEn ? [unit.nameEn] : [])],
      publicBody: isPublicBody(pack, unit),
      creditCode: unit.creditCode,
      parentId: unit.parentId && units.has(unit.parentId) ? unit.parentId : null,
    })),
    posts: [...posts.values()],
    appointments: rows.appointments.map((a) => ({
      id: a.id,
      personId: a.personId,
      postId: a.postId,
      startDate: partial(a.from, a.fromPrecision),
      endDate: partial(a.to, a.toPrecision),
    })),
    kinship: rows.kin.map((kin) => ({
      id: kin.id,
      personId: dossier.subjectId,
      relativeId: known(kin.kinPersonId) ?? `kin:${kin.id}`,
      relationship:
        pack.relations.find((relation) => relation.code === kin.relation)?.title.zh ?? kin.relation,
      startDate: kin.from,
      endDate: kin.to,
    })),
    documents: materials.flatMap((material) => [
      {
        id: material.id,
        title: material.title,
        fileName: material.path,
        mediaType: 'application/json',
        date: material.occurredOn ?? material.receivedOn,
        about,
      },
      ...material.files.map((file) => ({
        id: file.id,
        title: file.name,
        fileName: file.path,
        mediaType: mediaType(file.type),
        date: material.occurredOn ?? material.receivedOn,
        about,
      })),
    ]),
  };
  return toFollowTheMoney(entities, source);
}

/** GB 32100-2015: the first character of the code names the registering authority, 1 for public institutions. */
function isPublicBody(pack: Pack, unit: UnitRow): boolean {
  const kind = pack.unitKinds.find((entry) => entry.code === unit.kind);
  return (unit.creditCode ?? kind?.creditCodePrefix ?? '1').startsWith('1');
}
