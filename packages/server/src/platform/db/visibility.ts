/**
 * Who may see a row, written once. Migrations use these texts as macros, for the policies and for the
 * WHERE of the SECURITY DEFINER functions alike, so that a list, a count and a search can't disagree.
 *
 * A change of the predicate is a new migration that drops and creates the policies anew.
 */

/** Columns that every row under the content policy carries. */
export const VISIBILITY_COLUMNS = `
  organ_id uuid not null,
  classification smallint not null default 1 check (classification between 0 and 3),
  room smallint not null default 0 check (room in (0, 1)),
  readers uuid[] not null default '{}',
  barred uuid[] not null default '{}',
  concerns_person_id uuid,
  sealed_unit_id uuid`;

/**
 * True when the actor may see row `a`: same jurisdiction, cleared, the custodian organ in reach (or in the
 * clue rooms, for rows of room 1) or named on the row, and neither barred, nor the person whom the row
 * concerns, nor of the unit that a sealed row is kept from.
 */
export const visible = (a: string) => `(
  ${a}.jurisdiction_id = (select app.jurisdiction())
  and ${a}.classification <= (select app.clearance())
  and ((${a}.room = 0 and ${a}.organ_id = any ((select app.reach())::uuid[]))
    or (${a}.room = 1 and ${a}.organ_id = any ((select app.rooms())::uuid[]))
    or ${a}.readers && (select app.principals())::uuid[])
  and ${a}.concerns_person_id is distinct from (select app.person())
  and ${a}.sealed_unit_id is distinct from (select app.unit())
  and not (${a}.barred && (select app.principals())::uuid[]))`;

/**
 * True when row `a` names the actor and nothing keeps it away: whoever has a part in a matter, or gets its paper,
 * sees it whatever its classification. For matters and their documents only, beside `visible`.
 */
const named = (a: string) => `(
  ${a}.jurisdiction_id = (select app.jurisdiction())
  and ${a}.readers && (select app.principals())::uuid[]
  and ${a}.concerns_person_id is distinct from (select app.person())
  and ${a}.sealed_unit_id is distinct from (select app.unit())
  and not (${a}.barred && (select app.principals())::uuid[]))`;

/**
 * Row-level security for a content table. Writing a row that its writer may not read afterwards is
 * legitimate (a sealed appraisal, a clue handed in), so an insert is bound to the tenant only.
 */
const contentPolicies = (table: string) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy visible on ${table} for select to plumbline_app using ${visible(table)};
create policy change on ${table} for update to plumbline_app using ${visible(table)}
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy remove on ${table} for delete to plumbline_app using ${visible(table)};
create policy write on ${table} for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy definer on ${table} for select to plumbline_search using (true);
grant select, insert, update on ${table} to plumbline_app;
grant select on ${table} to plumbline_search;`;

/** Row-level security for a plain table of the jurisdiction with a further condition (SQL). */
const tenantPolicies = (table: string, condition: string) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy tenant on ${table} to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and (${condition}))
  with check (jurisdiction_id = (select app.jurisdiction()) and (${condition}));
grant select, insert, update, delete on ${table} to plumbline_app;`;

/** Expands `{{visibility_columns}}`, `{{visible(alias)}}`, `{{named(alias)}}`, `{{content(table)}}` and `{{tenant(table, condition)}}`. */
export function expandMacros(sql: string): string {
  return sql
    .replaceAll('{{visibility_columns}}', VISIBILITY_COLUMNS)
    .replace(/\{\{visible\((\w+)\)\}\}/g, (_, alias: string) => visible(alias))
    .replace(/\{\{named\((\w+)\)\}\}/g, (_, alias: string) => named(alias))
    .replace(/\{\{content\((\w+)\)\}\}/g, (_, table: string) => contentPolicies(table))
    .replace(/\{\{tenant\((\w+),\s*([\s\S]+?)\)\}\}\s*;/g, (_, table: string, condition: string) =>
      tenantPolicies(table, condition),
    );
}
