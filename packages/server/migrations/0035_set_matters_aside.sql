-- A matter in a state that few alone may see is set aside with all that came of it: the matters that it began, their
-- papers, what they filed, what search finds of it. Such rows lie in room 2, which no reach and no clue room opens:
-- they are seen by name alone, and the name is one that only a request which asks for them carries. What each row
-- showed before is kept, so that bringing the matter back restores exactly that.

alter table matter drop constraint matter_room_check, add constraint matter_room_check check (room in (0, 1, 2));
alter table clue drop constraint clue_room_check, add constraint clue_room_check check (room in (0, 1, 2));
alter table material drop constraint material_room_check, add constraint material_room_check check (room in (0, 1, 2));
alter table file drop constraint file_room_check, add constraint file_room_check check (room in (0, 1, 2));
alter table document drop constraint document_room_check, add constraint document_room_check check (room in (0, 1, 2));
alter table search_entry drop constraint search_entry_room_check,
  add constraint search_entry_room_check check (room in (0, 1, 2));
alter table dossier drop constraint dossier_room_check, add constraint dossier_room_check check (room in (0, 1, 2));

create index matter_parent on matter (jurisdiction_id, (history -> 'parent' ->> 'matter')) where history ? 'parent';

-- Files that a form of a matter names: seen like the matter.
alter table file add column matter_id uuid;
create index file_matter on file (jurisdiction_id, matter_id) where matter_id is not null;

create table set_aside (
  jurisdiction_id integer not null,
  -- The matter whose state sets them aside.
  root_id uuid not null,
  kind text not null check (kind in ('matter', 'clue', 'material', 'file', 'document', 'search', 'dossier')),
  -- Of a search entry the kind of what it finds, besides.
  of_kind text not null default '',
  row_id uuid not null,
  room smallint not null,
  readers uuid[] not null,
  primary key (jurisdiction_id, kind, of_kind, row_id)
);
create index set_aside_root on set_aside (jurisdiction_id, root_id);
alter table set_aside enable row level security;
alter table set_aside force row level security;
create policy definer on set_aside to plumbline_search using (true) with check (true);
grant select, insert, delete on set_aside to plumbline_search;
-- No policy gives the server a row of it.
grant select on set_aside to plumbline_app;

create policy aside on clue for update to plumbline_search using (true) with check (true);
create policy aside on material for update to plumbline_search using (true) with check (true);
create policy aside on file for update to plumbline_search using (true) with check (true);
create policy aside on document for update to plumbline_search using (true) with check (true);
create policy aside on search_entry for update to plumbline_search using (true) with check (true);
create policy aside on dossier for update to plumbline_search using (true) with check (true);
create policy aside_see on notice for select to plumbline_search using (true);
create policy aside on notice for delete to plumbline_search using (true);
grant update on clue, material, file, document, search_entry, dossier to plumbline_search;
grant select, delete on notice to plumbline_search;

grant create on schema app to plumbline_search;

-- Everything that a matter carries along, the matter itself first. Not for callers: it asks nobody's sight.
create function app.family_of(root uuid)
returns table (kind text, of_kind text, id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  with recursive family as (
    select m.jurisdiction_id, m.id from matter m
    where m.jurisdiction_id = (select app.jurisdiction()) and m.id = root
    union
    select m.jurisdiction_id, m.id from family f
    join matter m on m.jurisdiction_id = f.jurisdiction_id and m.history ? 'parent'
      and m.history -> 'parent' ->> 'matter' = f.id::text
      -- What it began openly is for others to know.
      and m.room > 0
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

create function app.set_aside(root uuid, seen uuid[])
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
  -- What was extracted from its entries, and notices that lead to it.
  delete from library_part p using set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material' and p.jurisdiction_id = j
      and p.ref_material_id = a.row_id;
  delete from notice n using set_aside a
    where a.jurisdiction_id = j and a.root_id = root and n.jurisdiction_id = j
      and ((a.kind = 'matter' and n.link = '/matters/' || a.row_id) or (a.kind = 'clue' and n.link = '/clues/' || a.row_id));
end $$;

-- Everything shows again as it did. Of the matter and its clue file the readers follow from the step that brings it back.
create function app.bring_back(root uuid)
returns void
language plpgsql volatile
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
begin
  update matter t set room = a.room, readers = case when t.id = root then t.readers else a.readers end from set_aside a
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'matter' and t.jurisdiction_id = j and t.id = a.row_id;
  update clue t set room = a.room from set_aside a
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
  -- Another matter may have set their dossiers aside since.
  perform app.show_dossiers(array(select m.subject_id from set_aside a
    join material m on m.jurisdiction_id = j and m.id = a.row_id
    where a.jurisdiction_id = j and a.root_id = root and a.kind = 'material'));
  delete from set_aside a where a.jurisdiction_id = j and a.root_id = root;
end $$;

-- The projection after a step, as before; `aside` says whether the state that it came to sets the matter aside.
create or replace function app.save_matter(matter uuid, change jsonb)
returns void
language plpgsql volatile security definer
set search_path = public, pg_temp
as $$
declare
  was smallint;
begin
  select m.room into was from matter m
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter and ({{visible(m)}} or {{named(m)}});
  if not found then return; end if;
  update matter m set
    state = change ->> 'state',
    version = (change ->> 'version')::integer,
    history = change -> 'history',
    organ_id = (change ->> 'organ_id')::uuid,
    pack_version = change ->> 'pack_version',
    subject_kind = change ->> 'subject_kind',
    subject_id = (change ->> 'subject_id')::uuid,
    closed_at = (change ->> 'closed_at')::timestamptz,
    due_on = case when change ? 'due_on' then (change ->> 'due_on')::date else m.due_on end,
    readers = case when change ? 'readers' and not (m.room = 2 and not change ? 'aside')
      then array(select jsonb_array_elements_text(change -> 'readers')::uuid) else m.readers end,
    barred = case when change ? 'barred'
      then array(select jsonb_array_elements_text(change -> 'barred')::uuid) else m.barred end
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter;
  update file f set organ_id = m.organ_id, readers = m.readers, barred = m.barred from matter m
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter
    and f.jurisdiction_id = m.jurisdiction_id and f.matter_id = m.id and f.room < 2;
  if (change ->> 'aside')::boolean then
    perform app.set_aside(matter, array(select jsonb_array_elements_text(change -> 'readers')::uuid));
  elsif was = 2 and change ? 'aside' then
    perform app.bring_back(matter);
  end if;
end $$;

-- Dossiers that were set aside show again as soon as something else calls for them.
create function app.show_dossiers(subjects uuid[])
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  with shown as (
    delete from set_aside a where a.jurisdiction_id = (select app.jurisdiction()) and a.kind = 'dossier'
      and a.of_kind = '' and a.row_id = any (subjects) returning a.row_id, a.room, a.readers)
  update dossier d set room = shown.room, readers = shown.readers from shown
  where d.jurisdiction_id = (select app.jurisdiction()) and d.subject_id = shown.row_id
$$;

-- From now on the dossier stays, whatever moves out of it or is set aside.
create function app.keep_dossier(subject uuid)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  with shown as (
    delete from set_aside a where a.jurisdiction_id = (select app.jurisdiction()) and a.kind = 'dossier'
      and a.row_id = subject returning a.room, a.readers)
  update dossier d set opened_by_filing = false,
    room = coalesce((select room from shown), d.room), readers = coalesce((select readers from shown), d.readers)
  where d.jurisdiction_id = (select app.jurisdiction()) and d.subject_id = subject
    and (d.opened_by_filing or d.room = 2)
$$;

alter function app.family_of owner to plumbline_search;
alter function app.set_aside owner to plumbline_search;
alter function app.bring_back owner to plumbline_search;
alter function app.show_dossiers owner to plumbline_search;
alter function app.keep_dossier owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.family_of, app.set_aside, app.bring_back, app.show_dossiers, app.keep_dossier from public;
grant execute on function app.show_dossiers, app.keep_dossier to plumbline_app;
