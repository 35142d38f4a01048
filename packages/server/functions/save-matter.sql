-- The one way in which the serving role changes a matter's projection.

-- The projection after a step. A matter is seen as its state says: narrow while it is drafted, kept from whom it is about
-- until it is shown to them, set aside where the state says so (`aside`). Its files and papers follow it.
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
      then array(select jsonb_array_elements_text(change -> 'barred')::uuid) else m.barred end,
    room = case when change ? 'room' and m.room < 2 then (change ->> 'room')::smallint else m.room end,
    concerns_person_id = case when change ? 'concerns_person_id' and m.room > 0
      then (change ->> 'concerns_person_id')::uuid else m.concerns_person_id end,
    sealed_unit_id = case when change ? 'sealed_unit_id' and m.room > 0
      then (change ->> 'sealed_unit_id')::uuid else m.sealed_unit_id end
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter;
  update file f set organ_id = m.organ_id, readers = m.readers, barred = m.barred,
    room = case when change ? 'room' then m.room else f.room end,
    concerns_person_id = case when m.room > 0 then m.concerns_person_id else f.concerns_person_id end,
    sealed_unit_id = case when m.room > 0 then m.sealed_unit_id else f.sealed_unit_id end
  from matter m
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter
    and f.jurisdiction_id = m.jurisdiction_id and f.matter_id = m.id and f.room < 2;
  if (change ->> 'aside')::boolean then
    perform app.set_aside(matter, array(select jsonb_array_elements_text(change -> 'readers')::uuid));
    if was < 2 then perform app.forget_notices(matter); end if;
  elsif was = 2 and change ? 'aside' then
    perform app.note_aside(matter);
    perform app.bring_back(matter);
  end if;
  -- Whoever works on the matter sees all its papers, whoever it was issued to its own: that the matter is not shown to
  -- them for a while takes no letter back.
  update document d set organ_id = m.organ_id,
    barred = array(select unnest(m.barred) except select unnest(d.issued_to)),
    readers = case when change ? 'inside' and d.room < 2
      then d.issued_to || array(select jsonb_array_elements_text(change -> 'inside')::uuid) else d.readers end
  from matter m
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter
    and d.jurisdiction_id = m.jurisdiction_id and d.matter_id = m.id;
end $$;

grant create on schema app to plumbline_search;
alter function app.save_matter owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.save_matter from public;
grant execute on function app.save_matter to plumbline_app;
