import type { FormReading } from '@plumbline/contract/form-file';
import { type CatalogueItem, nodeAt, type Paper, paperTexts, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { formOf } from './forms.ts';
import { type AppointmentRow, listAppointments, listKin, type SubjectRow } from './subject.store.ts';
import { titleOf } from './view-subject.ts';

interface Told {
  subject: SubjectRow;
  item: CatalogueItem;
  paper: Paper;
  data: unknown;
}

/** What the form says of posts, career and kin beside the registry: a person compares, nothing is taken over. */
export async function differencesOf(
  ctx: Ctx,
  { paper, item, data, subject }: Told,
): Promise<FormReading['differences']> {
  const mayKin = ctx.may('dossier.open-restricted', subject.organ_id);
  const [appointments, kin] = await Promise.all([
    listAppointments(ctx, subject.subject_id),
    mayKin ? listKin(ctx, subject.subject_id) : [],
  ]);
  const form = formOf(ctx.pack, item);
  const { texts, rows } = paperTexts(paper, form, data, { style: 'print', locale: ctx.locale });
  const own = appointments.filter((row) => row.own);
  const line = (code: string | undefined, file: string[], registry: string[], same: boolean) => {
    const field = code === undefined ? undefined : paper.fields[code];
    if (!field) return [];
    const title = nodeAt(form, field.path)?.node['x-title'];
    return [{ title: title ? pick(title, ctx.locale) : '', file, registry, differs: !same }];
  };
  const linesOf = (code: string | undefined) => (code ? (texts[code] ?? '') : '').split('\n').filter(Boolean);
  const { post, career, kin: family } = paper.registry;
  const present = own.filter((row) => row.present).map((row) => `${row.unit_name}${row.post}`);
  const told = linesOf(post);
  const careerTold = linesOf(career);
  const relatives = family ? (rows[family] ?? []).map((cells) => cells.filter(Boolean).join(' ')) : [];
  const known = [...new Map(kin.map((row) => [`${row.relation} ${row.name}`, row])).values()].map((row) =>
    [titleOf(ctx.pack.relations, row.relation, ctx), row.name, row.employer].filter(Boolean).join(' '),
  );
  return [
    ...line(
      post,
      told,
      present,
      present.every((each) => told.some((words) => covers(words, each))),
    ),
    ...line(
      career,
      careerTold,
      own.map(period),
      own.every((row) => careerTold.some((words) => covers(words, `${row.unit_name}${row.post}`))),
    ),
    ...(mayKin
      ? line(
          family,
          relatives,
          known,
          kin.every((row) => relatives.some((words) => words.includes(row.name))),
        )
      : []),
  ];
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s，,、；;。.]/g, '');
const covers = (words: string, post: string): boolean => plain(words).includes(plain(post));

function period({ from_day: from, to_day: to, unit_name: unit, post }: AppointmentRow): string {
  const month = (day: string | null) => day?.slice(0, 7).replace('-', '.') ?? '';
  return `${month(from)}--${month(to)} ${unit}${post}`;
}
