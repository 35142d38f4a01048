import type { FormReading, PersonCheck } from '@plumbline/contract/form-file';
import { maskIdNumber } from '@plumbline/contract/identifiers';
import { type CatalogueItem, type Paper, readPaper, validateForm } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { needItem } from './catalogue.ts';
import { differencesOf } from './form-differences.ts';
import { needPaper } from './form-paper.ts';
import { checkPerson, isMismatch } from './form-person.rules.ts';
import { type FoundPerson, findFormPersons } from './form-person.store.ts';
import { valueOfField } from './form-values.ts';
import { formOf } from './forms.ts';
import { type FormFile, readFormFileOf } from './read-form-file.ts';
import { findSubject, type SubjectRow } from './subject.store.ts';

/** A form file read for one person: what a draft would hold, and whether it is that person at all. */
export interface ReadForm {
  subject: SubjectRow;
  item: CatalogueItem;
  paper: Paper;
  file: FormFile;
  data: Record<string, unknown>;
  notes: FormReading['notes'];
  person: PersonCheck[];
  mismatch: boolean;
  others: FoundPerson[];
}

/** @throws 404 without sight of the dossier; 400 for an item without a paper or a file that can't be read */
export async function readForm(ctx: Ctx, subjectId: string, code: string, fileId: string): Promise<ReadForm> {
  const subject = found(await findSubject(ctx, subjectId));
  const item = needItem(ctx.pack, code, subject.subject_kind);
  const paper = needPaper(ctx.pack, item);
  const file = await readFormFileOf(ctx, paper, fileId);
  const { data, notes } = readPaper(paper, formOf(ctx.pack, item), file.texts);
  const at = (field: string | undefined) => valueOfField(paper, data, field);
  const stated = {
    name: at(paper.identity.name),
    birthMonth: at(paper.identity.birthMonth),
    sex: at(paper.identity.sex),
    idMasked: file.idNumber ? maskIdNumber(file.idNumber) : null,
  };
  const persons = await findFormPersons(ctx, {
    personId: subjectId,
    name: stated.name,
    idNumber: file.idNumber,
  });
  const own = persons.find((row) => row.id === subjectId);
  const person = checkPerson(stated, {
    names: own ? [own.name, ...own.other_names] : [],
    birth: own?.birth ?? null,
    sex: own?.sex ?? null,
    idMasked: own?.id_masked ?? null,
    sameNumber: own?.same_number ?? null,
  });
  return {
    subject,
    item,
    paper,
    file,
    data,
    notes: [
      ...file.notes.map((note) => ({ code: note, detail: faultText(note, {}, ctx.locale) })),
      ...notes.map((note) => ({
        pointer: `/form/${paper.fields[note.field]!.path}`,
        ...(note.row ? { row: note.row } : {}),
        code: `form-${note.code}`,
        detail: faultText(`form-${note.code}`, { words: note.words }, ctx.locale),
      })),
    ],
    person,
    mismatch: isMismatch(person),
    others: persons.filter((row) => row.id !== subjectId),
  };
}

/** What is shown before anything is filed. */
export async function showForm(
  ctx: Ctx,
  subjectId: string,
  code: string,
  fileId: string,
): Promise<FormReading> {
  const read = await readForm(ctx, subjectId, code, fileId);
  const faults = validateForm(ctx.pack, read.item.form, read.data, ctx.today);
  return {
    item: read.item.code,
    fileId,
    fileName: read.file.name,
    form: read.data,
    photo: read.file.photo !== null,
    notes: read.notes,
    faults: faults.map(({ pointer, code: fault, text }) => ({
      pointer: `/form${pointer}`,
      code: fault,
      detail: text[ctx.locale],
    })),
    person: read.person,
    mismatch: read.mismatch,
    others: read.others.map((row) => ({
      kind: 'person',
      id: row.id,
      name: row.name,
      unit: row.unit,
      birth: row.birth,
      sameNumber: row.same_number === true,
    })),
    differences: await differencesOf(ctx, read),
  };
}
