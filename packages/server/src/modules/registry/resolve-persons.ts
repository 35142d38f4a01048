import { checkIdNumber } from '@plumbline/contract/identifiers';
import type { NamedPerson, resolvePersons as route } from '@plumbline/contract/registry-persons';
import type { Body, Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { hashOfIdNumber, SCHEME } from './identifier.ts';

interface Line {
  text: string;
  name: string | null;
  /** What stands beside the name: unit or post. */
  beside: string;
  hash: string | null;
  wrongNumber: boolean;
}

interface Row {
  id: string;
  name: string;
  other_names: string[];
  value_hash: string | null;
  posts: { unit: string; title: string }[];
}

const MOST = 20;
const LOOKS_LIKE_NUMBER = /^\d[\dXx\s]{13,}$/;

/**
 * Whom the lines of a list mean, among the persons that the caller may see: by ID number, or by the name with, where it
 * helps, a unit beside it. Of namesakes nobody is chosen.
 */
export async function resolvePersons(ctx: Ctx, { lines }: Body<typeof route>): Promise<Reply<typeof route>> {
  const read = lines.map((text) => readLine(ctx, text));
  const rows = await findRows(ctx, read);
  const known = new Set<string>();
  return { items: read.map((one) => meant(one, rows, known)) };
}

function readLine(ctx: Ctx, text: string): Line {
  const [first = '', ...others] = text.trim().split(/[\s,，、;；|\t]+/u);
  const number = [first, ...others].find((part) => LOOKS_LIKE_NUMBER.test(part));
  if (number !== undefined) {
    const check = checkIdNumber(number);
    return {
      text,
      name: null,
      beside: '',
      hash: check.ok ? hashOfIdNumber(ctx, check.value) : null,
      wrongNumber: !check.ok,
    };
  }
  return { text, name: first, beside: others.join(''), hash: null, wrongNumber: false };
}

async function findRows(ctx: Ctx, lines: readonly Line[]): Promise<Row[]> {
  const names = lines.flatMap(({ name }) => name ?? []);
  const hashes = lines.flatMap(({ hash }) => hash ?? []);
  const { rows } = await sql<Row>`
    select p.id, p.name, p.other_names, i.value_hash,
      coalesce((select jsonb_agg(jsonb_build_object('unit', u.name, 'title', t.title) order by a.from_day desc, a.id)
        from appointment a
        join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
        join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
        where a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id
          and (a.from_day is null or a.from_day <= ${ctx.today}::date)
          and (a.to_day is null or a.to_day >= ${ctx.today}::date)), '[]') as posts
    from person p
    left join person_identifier i on i.jurisdiction_id = p.jurisdiction_id and i.person_id = p.id
      and i.scheme = ${SCHEME}
    where p.jurisdiction_id = ${ctx.actor.jurisdictionId}
      and (p.name = any (${names}::text[]) or p.other_names && ${names}::text[]
        or i.value_hash = any (${hashes}::text[]))
    order by p.name, p.id`.execute(ctx.trx);
  return rows;
}

function meant(line: Line, rows: readonly Row[], known: Set<string>): NamedPerson {
  const { text } = line;
  if (line.wrongNumber) return { text, found: 'not-a-number', persons: [] };
  const named = rows.filter((row) =>
    line.hash === null
      ? row.name === line.name || row.other_names.includes(line.name ?? '')
      : row.value_hash === line.hash,
  );
  const placed = line.beside ? named.filter(({ posts }) => posts.some((post) => isBeside(line, post))) : [];
  const fitting = placed.length > 0 ? placed : named;
  const persons = fitting.slice(0, MOST).map(({ id, name, posts }) => ({
    id,
    name,
    about: posts.map(({ unit, title }) => `${unit}${title}`).join('、') || null,
  }));
  const [only] = persons;
  if (!only) return { text, found: 'none', persons };
  if (persons.length > 1) return { text, found: 'several', persons };
  if (known.has(only.id)) return { text, found: 'repeated', persons };
  known.add(only.id);
  return { text, found: 'one', persons };
}

const isBeside = ({ beside }: Line, { unit, title }: Row['posts'][number]): boolean =>
  `${unit}${title}`.includes(beside) || beside.includes(unit);
