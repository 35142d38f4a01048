-- What is set aside with a matter, and how it comes back (docs/adr/0009).

-- First replies that tell of these ids are given nobody again; the key stays used, so that nothing is done twice.
create or replace function app.forget_replies(ids uuid[])
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  update idempotency i set reply = null, status = 410
  where i.jurisdiction_id = (select app.jurisdiction())
    and exists (select from unnest(ids) t where i.reply::text like '%' || t || '%')
$$;

-- Rows of sheets that these clues came of, and those that came back before and were carried over.
create or replace function app.rows_behind(clues uuid[])
returns table (submission_id uuid, row_no integer)
language sql stable
set search_path = public, pg_temp
as $$
  with recursive behind as (
    select r.submission_id, r.row_no, r.came_from, r.came_row from submission_row r
    where r.jurisdiction_id = (select app.jurisdiction()) and r.clue_id = any (clues)
    union
    select e.submission_id, e.row_no, e.came_from, e.came_row from behind b join submission_row e
      on e.jurisdiction_id = (select app.jurisdiction()) and e.submission_id = b.came_from and e.row_no = b.came_row)
  select b.submission_id, b.row_no from behind b
$$;

-- Of a sheet's rows those that these clues came of hide, or show again.
create or replace function app.hide_rows(clues uuid[], hidden boolean)
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  with changed as (
    update submission_row r set aside = hidden
    where r.jurisdiction_id = (select app.jurisdiction()) and r.aside <> hidden
      and (r.submission_id, r.row_no) in (select b.submission_id, b.row_no from app.rows_behind(clues) b)
    returning r.submission_id)
  update submission s set row_count = s.row_count - c.n, rows_aside = s.rows_aside + c.n
  from (select submission_id, count(*)::integer * (case when hidden then 1 else -1 end) as n from changed group by 1) c
  where s.jurisdiction_id = (select app.jurisdiction()) and s.id = c.submission_id
$$;

-- Everything that a matter carries along, the matter itself first. Not for callers: it asks nobody's sight. A transfer
-- belongs to the file that began by it, not to the sender's, which is set aside once it was accepted.
create or replace function app.family_of(root uuid)
returns table (kind text, of_kind text, id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  with recursive family as (
    select m.jurisdiction_id, m.id from matter m
    where m.jurisdiction_id = (select app.jurisdiction()) and m.id = root
    union
    select m.jurisdiction_id, m.id from family f
    cross join lateral (
      select c.jurisdiction_id, c.id from matter c
      where c.jurisdiction_id = f.jurisdiction_id and c.history ? 'parent'
        and c.history -> 'parent' ->> 'matter' = f.id::text
        -- What it began openly is for others to know, also while it is still drafted.
        and c.room > 0 and not coalesce((c.history -> 'parent' ->> 'openly')::boolean, false)
        and not exists (select from clue o where o.jurisdiction_id = c.jurisdiction_id and o.transfer_id = c.id)
      union all
      select o.jurisdiction_id, o.transfer_id from clue o
      where o.jurisdiction_id = f.jurisdiction_id and o.matter_id = f.id and o.transfer_id is not null
      union all
      select c.jurisdiction_id, c.id from matter c
      where c.jurisdiction_id = f.jurisdiction_id and c.history ? 'joined'
        and c.history ->> 'joined' = f.id::text) m
  ), clues as (
    select c.* from clue c join family f on f.jurisdiction_id = c.jurisdiction_id and f.id = c.matter_id
  ), matters as (
    select f.id from family f
    union select c.match_id from clues c where c.match_id is not null
  ), materials as (
    select m.jurisdiction_id, m.id, m.subject_id from material m
    join family f on f.jurisdiction_id = m.jurisdiction_id and f.id = m.matter_id
  ), files as (
    select f.id from file f join materials m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.material_id
    union select f.id from file f join family m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.matter_id
  ), found as (
    select 'clue' as kind, c.id from clues c
    union all select 'material', m.id from materials m
    union all select 'file', f.id from files f
  )
  select 'matter', '', m.id from matters m
  union all select found.kind, '', found.id from found
  union all select 'document', '', d.id from document d
    join family f on f.jurisdiction_id = d.jurisdiction_id and f.id = d.matter_id
  union all select 'search', e.kind, e.ref_id from search_entry e
    join found on found.kind = e.kind and found.id = e.ref_id
    where e.jurisdiction_id = (select app.jurisdiction())
  union all select 'dossier', '', d.subject_id from dossier d
    where d.jurisdiction_id = (select app.jurisdiction()) and d.opened_by_filing
      and d.subject_id in (select m.subject_id from materials m)
      -- Nothing else called for it.
      and not exists (select from material m where m.jurisdiction_id = d.jurisdiction_id
        and m.subject_id = d.subject_id and m.room < 2 and m.id not in (select o.id from materials o))
$$;

-- Hides a matter with all that came of it from everybody but those `seen`; what each row showed before is kept.
create or replace function app.set_aside(root uuid, seen uuid[])
returns void
language plpgsql volatile
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
begin
  insert into set_aside (jurisdiction_id, root_id, kind, of_kind, row_id, room, readers)
  select j, root, f.kind, f.of_kind, f.id, r.room, r.readers
  from app.family_of(root) f cross join lateral (
    select m.room, m.readers from matter m where f.kind = 'matter' and m.jurisdiction_id = j and m.id = f.id
    union all select c.room, c.readers from clue c where f.kind = 'clue' and c.jurisdiction_id = j and c.id = f.id
    union all select m.room, m.readers from material m
      where f.kind = 'material' and m.jurisdiction_id = j and m.id = f.id
    union all select i.room, i.readers from file i where f.kind = 'file' and i.jurisdiction_id = j and i.id = f.id
    union all select d.room, d.readers from document d
      where f.kind = 'document' and d.jurisdiction_id = j and d.id = f.id
    union all select e.room, e.readers from search_entry e
      where f.kind = 'search' and e.jurisdiction_id = j and e.kind = f.of_kind and e.ref_id = f.id
    union all select d.room, d.readers from dossier d
      where f.kind = 'dossier' and d.jurisdiction_id = j and d.subject_id = f.id) r
  where r.room < 2
  on conflict do nothing;
  update matter t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'matter' and t.jurisdiction_id = j and t.id = a.row_id;
  update clue t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'clue' and t.jurisdiction_id = j and t.id = a.row_id;
  update material t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material' and t.jurisdiction_id = j and t.id = a.row_id;
  update file t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'file' and t.jurisdiction_id = j and t.id = a.row_id;
  update document t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'document' and t.jurisdiction_id = j and t.id = a.row_id;
  update search_entry t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'search' and t.jurisdiction_id = j
      and t.kind = a.of_kind and t.ref_id = a.row_id;
  update dossier t set room = 2, readers = seen from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'dossier' and t.jurisdiction_id = j
      and t.subject_id = a.row_id;
  -- What was extracted from its entries.
  delete from library_part p using set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material' and p.jurisdiction_id = j
      and p.ref_material_id = a.row_id;
  perform app.hide_rows(array(select a.row_id from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'clue'), true);
  perform app.forget_replies(array(select a.row_id from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind in ('matter', 'clue', 'material', 'file', 'document')));
end $$;

-- Everything shows again as it did. Of the matter and its clue file the readers follow from the step that brings it back.
create or replace function app.bring_back(root uuid)
returns void
language plpgsql volatile
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
begin
  update matter t set room = a.room, readers = case when t.id = root then t.readers else a.readers end from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'matter' and t.jurisdiction_id = j and t.id = a.row_id;
  update clue t set room = a.room, readers = case when t.matter_id = root then t.readers else a.readers end
    from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'clue' and t.jurisdiction_id = j and t.id = a.row_id;
  update material t set room = a.room, readers = a.readers from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material' and t.jurisdiction_id = j and t.id = a.row_id;
  update file t set room = a.room, readers = a.readers from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'file' and t.jurisdiction_id = j and t.id = a.row_id;
  update document t set room = a.room, readers = a.readers from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'document' and t.jurisdiction_id = j and t.id = a.row_id;
  update search_entry t set room = a.room, readers = a.readers from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'search' and t.jurisdiction_id = j
      and t.kind = a.of_kind and t.ref_id = a.row_id;
  update dossier t set room = a.room, readers = a.readers from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'dossier' and t.jurisdiction_id = j
      and t.subject_id = a.row_id;
  perform app.hide_rows(array(select a.row_id from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'clue'), false);
  -- Another matter may have set their dossiers aside since.
  perform app.show_dossiers(array(select m.subject_id from set_aside a
    join material m on m.jurisdiction_id = j and m.id = a.row_id
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material'));
  delete from set_aside a where a.jurisdiction_id = j and a.root_id = root;
end $$;

grant create on schema app to plumbline_search;
alter function app.forget_replies owner to plumbline_search;
alter function app.rows_behind owner to plumbline_search;
alter function app.hide_rows owner to plumbline_search;
alter function app.family_of owner to plumbline_search;
alter function app.set_aside owner to plumbline_search;
alter function app.bring_back owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.forget_replies, app.rows_behind, app.hide_rows, app.family_of, app.set_aside, app.bring_back from public;
