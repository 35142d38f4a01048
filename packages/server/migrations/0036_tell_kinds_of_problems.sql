-- What a clue is about, and the entry of a dossier that was turned into it.
alter table clue add column problem text;
alter table clue add column origin_material_id uuid;
create index clue_origin on clue (jurisdiction_id, origin_material_id) where origin_material_id is not null;

-- What a matter that is set aside issues or gets while it is aside is hidden from the start; it is noted too, so that it
-- comes back with the rest, to the clue room.
grant create on schema app to plumbline_search;
create function app.note_aside(root uuid)
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  insert into set_aside (jurisdiction_id, root_id, kind, of_kind, row_id, room, readers)
  select (select app.jurisdiction()), root, f.kind, f.of_kind, f.id, 1, '{}' from app.family_of(root) f
  where (f.kind = 'document' and exists (select from document d
      where d.jurisdiction_id = (select app.jurisdiction()) and d.id = f.id and d.room = 2))
    or (f.kind = 'file' and exists (select from file i
      where i.jurisdiction_id = (select app.jurisdiction()) and i.id = f.id and i.room = 2))
  on conflict do nothing
$$;
alter function app.note_aside owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.note_aside from public;

-- As before, with what came while it was aside.
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
    perform app.note_aside(matter);
    perform app.bring_back(matter);
  end if;
end $$;
