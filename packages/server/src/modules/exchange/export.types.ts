import type { Json } from '../../platform/db/schema.gen.ts';

export type SubjectKind = 'person' | 'unit';

export interface DossierRow {
  subjectId: string;
  kind: SubjectKind;
  organId: string;
  organName: string | null;
  classification: number;
}

export interface MaterialRow {
  id: string;
  item: string;
  packVersion: string;
  title: string;
  form: Json;
  note: string;
  source: string | null;
  sourceOrgan: string | null;
  occurredOn: string | null;
  receivedOn: string;
  status: string;
  supersedes: string | null;
  author: string | null;
  verifiedBy: string | null;
  verifiedAt: Date | null;
  createdAt: Date;
  classification: number;
  version: number;
}

export interface FileRow {
  id: string;
  materialId: string;
  storeName: string;
  name: string;
  type: string;
  size: number;
}

export interface PersonRow {
  id: string;
  name: string;
  nameEn: string | null;
  otherNames: string[];
  sex: 'male' | 'female' | 'other' | null;
  birthDate: string | null;
  birthPrecision: Precision | null;
  deathDate: string | null;
}

export interface UnitRow {
  id: string;
  parentId: string | null;
  name: string;
  nameEn: string | null;
  aliases: string[];
  creditCode: string | null;
  kind: string;
  industry: string | null;
}

export interface AppointmentRow {
  id: string;
  personId: string;
  personName: string;
  postId: string;
  postTitle: string;
  unitId: string;
  unitName: string;
  kind: string;
  from: string | null;
  fromPrecision: Precision;
  to: string | null;
  toPrecision: Precision;
  basis: string | null;
}

export interface KinRow {
  id: string;
  relation: string;
  name: string;
  kinPersonId: string | null;
  birthDate: string | null;
  employer: string | null;
  from: string | null;
  to: string | null;
  materialId: string | null;
}

export interface InstructionRow {
  id: string;
  item: string;
  title: string;
  content: string;
  issuer: string;
  issuedOn: string;
}

export type Precision = 'day' | 'month' | 'year';

/** Everything that the exporter may take along, as rows: the contents of files come later, one at a time. */
export interface ExportRows {
  dossier: DossierRow;
  materials: MaterialRow[];
  files: FileRow[];
  persons: PersonRow[];
  units: UnitRow[];
  appointments: AppointmentRow[];
  kin: KinRow[];
  instructions: InstructionRow[];
}

/** A material with its number within its item and the paths under which it and its files lie in the package. */
export interface PlacedMaterial extends MaterialRow {
  number: number;
  path: string;
  files: (FileRow & { path: string })[];
}

const LENGTH: Record<Precision, number> = { year: 4, month: 7, day: 10 };

/** A day as far as it is known: `2015`, `2015-04` or `2015-04-09`. */
export const partial = (day: string | null, precision: Precision | null): string | null =>
  day?.slice(0, LENGTH[precision ?? 'day']) ?? null;
