-- A matter is seen as its state says: narrow while it is drafted, and kept from whom it is about until it is shown to
-- them, whether it began by itself or with a step of another one.
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
end $$;

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

grant create on schema app to plumbline_search;

-- As before; what was closed off goes too, and what it began openly depends on it from its draft on.
create or replace function app.erase_clue(root uuid, because uuid)
returns setof text
language plpgsql volatile security definer
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
  roots uuid[];
  ids uuid[];
  texts text[];
  dossiers uuid[];
  stores text[];
begin
  perform from matter m where m.jurisdiction_id = j and m.id = root and m.room = 1 and {{visible(m)}} for update;
  if not found then raise exception 'no such matter in sight'; end if;
  perform from event e where e.jurisdiction_id = j and e.id = because and e.type = 'clue.handed-up'
    and e.xmin = pg_current_xact_id()::xid
    and exists (select from clue c where c.jurisdiction_id = j and c.matter_id = root and c.id = e.entity_id);
  if not found then raise exception 'the ledger does not say why'; end if;
  with recursive origin (id) as (
    select root
    union
    select (t.history -> 'parent' ->> 'matter')::uuid from origin o
    join clue c on c.jurisdiction_id = j and c.matter_id = o.id
    join matter t on t.jurisdiction_id = j and t.id = c.transfer_id
    where t.history ? 'parent')
  select array_agg(o.id) into roots from origin o;
  if exists (select from matter m where m.jurisdiction_id = j
    and ((m.history ? 'joined' and m.history ->> 'joined' = any (roots::text[]))
      or (m.history ? 'parent' and m.history -> 'parent' ->> 'matter' = root::text
        and (m.room = 0 or coalesce((m.history -> 'parent' ->> 'openly')::boolean, false))))) then
    raise exception 'others depend on it';
  end if;
  select array_agg(distinct f.id) filter (where f.kind not in ('search', 'dossier')),
    array_agg(distinct f.id::text) filter (where f.kind not in ('search', 'dossier')),
    array_agg(distinct f.id) filter (where f.kind = 'dossier')
    into ids, texts, dossiers from unnest(roots) r (id) cross join lateral app.family_of(r.id) f;
  select array_agg(distinct name) into stores from (
    select f.store_name as name from file f where f.jurisdiction_id = j and f.id = any (ids)
    union select d.store_name from document d where d.jurisdiction_id = j and d.id = any (ids)
    union select s.file_store from submission s join clue c on c.jurisdiction_id = j and c.submission_id = s.id
      where s.jurisdiction_id = j and c.id = any (ids) and s.file_store is not null) borne;

  update event e set data = '{}', salt = '', subject_id = null, erased_by = because
    where e.jurisdiction_id = j and e.id <> because and e.erased_by is null
      and (e.matter_id = any (ids) or e.entity_id = any (ids));
  delete from notice n where n.jurisdiction_id = j
    and exists (select from unnest(texts) t where n.link like '%' || t || '%' or n.params::text like '%' || t || '%');
  perform app.forget_replies(ids);
  delete from outbox o where o.jurisdiction_id = j
    and exists (select from unnest(texts) t where o.payload::text like '%' || t || '%');
  delete from library_part p where p.jurisdiction_id = j and p.ref_material_id = any (ids);
  delete from matter_citation c where c.jurisdiction_id = j and c.matter_id = any (ids);
  delete from term_notice t where t.jurisdiction_id = j and t.matter_id = any (ids);
  delete from set_aside a where a.jurisdiction_id = j and (a.root_id = any (ids) or a.row_id = any (ids));
  update kinship k set material_id = null where k.jurisdiction_id = j and k.material_id = any (ids);
  update collection_task t set material_id = null where t.jurisdiction_id = j and t.material_id = any (ids);
  update clue c set origin_material_id = null where c.jurisdiction_id = j and c.origin_material_id = any (ids);
  -- Of a body's sheet the place of the row stays, empty; the workbook as it came goes.
  update submission s set file_store = null, file_name = null, notes = '[]' where s.jurisdiction_id = j
    and s.id in (select c.submission_id from clue c where c.jurisdiction_id = j and c.id = any (ids));
  perform app.hide_rows(ids, false);
  update submission_row r set cells = '{}', entry = null, faults = null, candidates = null,
    subject_kind = null, subject_id = null, certainty = null, reasons = null, picked_by = null, bands = null,
    twin_key = null, id_sealed = null, return_reason = null, clue_id = null
    where r.jurisdiction_id = j and r.clue_id = any (ids);
  delete from search_entry e where e.jurisdiction_id = j and e.ref_id = any (ids);
  delete from file f where f.jurisdiction_id = j and f.id = any (ids);
  delete from document d where d.jurisdiction_id = j and d.id = any (ids);
  delete from material m where m.jurisdiction_id = j and m.id = any (ids);
  delete from dossier d where d.jurisdiction_id = j and d.subject_id = any (dossiers);
  delete from clue c where c.jurisdiction_id = j and c.id = any (ids);
  delete from matter m where m.jurisdiction_id = j and m.id = any (ids);
  return query select unnest(stores);
end $$;

-- When a clue moves to the right subject, all that came of it under the wrong one is closed off: nobody sees it any
-- more, neither the wrong person nor the right one. The ledger keeps it.
create function app.close_off(root uuid)
returns void
language plpgsql volatile security definer
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
  ids uuid[];
begin
  perform from clue c where c.jurisdiction_id = j and c.matter_id = root and c.room < 2;
  if not found then raise exception 'no such clue'; end if;
  select coalesce(array_agg(f.id), '{}') into ids from (
    select f.id from app.family_of(root) f where f.kind = 'matter' and f.id <> root
    union
    select d.id from matter d where d.jurisdiction_id = j and d.history ? 'parent' and d.room = 1
      and d.history -> 'parent' ->> 'matter' = root::text) f
  where not exists (select from clue c where c.jurisdiction_id = j and (c.matter_id = f.id or c.match_id = f.id));
  update matter m set room = 2, readers = '{}' where m.jurisdiction_id = j and m.id = any (ids);
  update material m set room = 2, readers = '{}' where m.jurisdiction_id = j and m.matter_id = any (ids);
  update document d set room = 2, readers = '{}'
    where d.jurisdiction_id = j and (d.matter_id = any (ids) or d.matter_id = root) and d.room > 0;
  update file f set room = 2, readers = '{}' where f.jurisdiction_id = j
    and (f.matter_id = any (ids) or f.material_id in (
      select m.id from material m where m.jurisdiction_id = j and m.matter_id = any (ids)));
  update search_entry e set room = 2, readers = '{}' where e.jurisdiction_id = j
    and (e.ref_id = any (ids)
      or e.ref_id in (select m.id from material m where m.jurisdiction_id = j and m.matter_id = any (ids))
      or e.ref_id in (select f.id from file f where f.jurisdiction_id = j and f.matter_id = any (ids)));
  delete from notice n where n.jurisdiction_id = j and n.link = any (array(select '/matters/' || i from unnest(ids) i));
  perform app.forget_replies(ids);
end $$;

alter function app.close_off owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.close_off from public;
grant execute on function app.close_off to plumbline_app;
