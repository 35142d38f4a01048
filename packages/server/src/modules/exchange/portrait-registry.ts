import type { DocumentTable } from '../../platform/documents/docx.ts';
import { comma } from '../../platform/errors/fault-texts.ts';
import { partial } from './export.types.ts';
import { titleOf } from './packs-of.ts';
import { type PortraitInput, tableOf } from './portrait-input.ts';
import { LABELS } from './portrait-texts.ts';

export function basicsTable({ rows, locale, pack }: PortraitInput): DocumentTable {
  const label = LABELS[locale];
  const { dossier } = rows;
  const person =
    dossier.kind === 'person' ? rows.persons.find((row) => row.id === dossier.subjectId) : undefined;
  const unit = dossier.kind === 'unit' ? rows.units.find((row) => row.id === dossier.subjectId) : undefined;
  const facts: [string, string | null | undefined][] = [
    [label.name, person?.name],
    [label.otherNames, person?.otherNames.join(comma(locale))],
    [label.sex, person?.sex && label.sexes[person.sex]],
    [label.birth, person && partial(person.birthDate, person.birthPrecision)],
    [label.unitName, unit?.name],
    [label.aliases, unit?.aliases.join(comma(locale))],
    [label.creditCode, unit?.creditCode],
    [label.unitKind, unit && titleOf(pack.unitKinds, unit.kind, locale)],
    [label.industry, unit && titleOf(pack.industries, unit.industry, locale)],
    [label.custodian, dossier.organName],
  ];
  return tableOf(
    [
      [label.field, 1],
      [label.value, 3],
    ],
    facts.filter((fact): fact is [string, string] => Boolean(fact[1])),
  );
}

export function appointmentsTable({ rows, locale }: PortraitInput): DocumentTable {
  const label = LABELS[locale];
  const ofPerson = rows.dossier.kind === 'person';
  return tableOf(
    [
      [label.from, 1],
      [label.to, 1],
      [ofPerson ? label.unit : label.name, 2],
      [label.post, 2],
      [label.basis, 2],
    ],
    rows.appointments.map((a) => [
      partial(a.from, a.fromPrecision),
      partial(a.to, a.toPrecision),
      ofPerson ? a.unitName : a.personName,
      a.postTitle,
      a.basis,
    ]),
  );
}

export function kinTable({ rows, locale, pack }: PortraitInput): DocumentTable {
  const label = LABELS[locale];
  return tableOf(
    [
      [label.relation, 1],
      [label.name, 1],
      [label.employer, 2],
    ],
    rows.kin.map((kin) => [titleOf(pack.relations, kin.relation, locale), kin.name, kin.employer]),
  );
}

export function instructionsTable({ rows, locale }: PortraitInput): DocumentTable {
  const label = LABELS[locale];
  return tableOf(
    [
      [label.date, 1],
      [label.issuer, 1],
      [label.content, 4],
    ],
    rows.instructions.map((row) => [
      row.issuedOn,
      row.issuer,
      `${row.title}${locale === 'zh' ? '：' : ': '}${row.content}`,
    ]),
  );
}
