-- Rows of a body's sheet are set aside with the clue that came of them.
alter table submission_row add column aside boolean not null default false;
drop policy tenant on submission_row;
create policy tenant on submission_row to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and not aside
    and (organ_id = any ((select app.principals())::uuid[])
      or ((select app.account()) is null and organ_id = any ((select app.reach())::uuid[]))
      or submission_id in (
        select s.id from submission s where s.jurisdiction_id = (select app.jurisdiction())
          and s.submitted_at is not null and s.withdrawn_at is null
          and s.receiver_organ_id = any ((select app.reach())::uuid[]))))
  with check (jurisdiction_id = (select app.jurisdiction()));

create policy forget on idempotency for update to plumbline_search using (true) with check (true);
grant update on idempotency to plumbline_search;

-- A transfer belongs to the file that began by it, not to the sender's, which is set aside once it was accepted.
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
        -- What it began openly is for others to know.
        and c.room > 0
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

-- First replies that tell of these ids are given nobody again; the key stays used, so that nothing is done twice.
create function app.forget_replies(ids uuid[])
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  update idempotency i set reply = null, status = 410
  where i.jurisdiction_id = (select app.jurisdiction())
    and exists (select from unnest(ids) t where i.reply::text like '%' || t || '%')
$$;

-- Of a sheet's rows those that these clues came of hide, or show again.
create function app.hide_rows(clues uuid[], hidden boolean)
returns void
language sql volatile
set search_path = public, pg_temp
as $$
  with changed as (
    update submission_row r set aside = hidden
    where r.jurisdiction_id = (select app.jurisdiction()) and r.clue_id = any (clues) and r.aside <> hidden
    returning r.submission_id)
  update submission s set row_count = s.row_count + c.n * (case when hidden then -1 else 1 end)
  from (select submission_id, count(*)::integer as n from changed group by 1) c
  where s.jurisdiction_id = (select app.jurisdiction()) and s.id = c.submission_id
$$;

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

-- As before; a file that came from another organ takes along what that organ keeps of it, and no reply is given again.
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
      or (m.history ? 'parent' and m.history -> 'parent' ->> 'matter' = root::text and m.room <> 1))) then
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

alter function app.forget_replies owner to plumbline_search;
alter function app.hide_rows owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.forget_replies, app.hide_rows from public;
