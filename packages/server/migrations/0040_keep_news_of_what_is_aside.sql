-- Notices that lead to a matter go once, when it is set aside; what is told of it afterwards to those who may see it stays.
grant create on schema app to plumbline_search;
create function app.forget_notices(root uuid)
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  delete from notice n using set_aside a
  where a.jurisdiction_id = (select app.jurisdiction()) and a.root_id = root and n.jurisdiction_id = a.jurisdiction_id
    and ((a.kind = 'matter' and n.link = '/matters/' || a.row_id) or (a.kind = 'clue' and n.link = '/clues/' || a.row_id))
$$;
alter function app.forget_notices owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.forget_notices from public;

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
end $$;

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
    if was < 2 then perform app.forget_notices(matter); end if;
  elsif was = 2 and change ? 'aside' then
    perform app.note_aside(matter);
    perform app.bring_back(matter);
  end if;
end $$;
