-- What is destroyed or closed off for good, and which stored contents something still bears.

-- Destroys a clue's matter in the caller's sight with all that came of it, and what a sender of it keeps; gives back the
-- stored contents that may be borne by nothing any more. Only together with an event of the same transaction that says
-- so (`because`).
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
  said_texts text[];
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
    raise exception 'others depend on it' using errcode = 'PB001';
  end if;
  select array_agg(distinct f.id) filter (where f.kind not in ('search', 'dossier')),
    array_agg(distinct f.id::text) filter (where f.kind not in ('search', 'dossier')),
    array_agg(distinct f.id) filter (where f.kind = 'dossier')
    into ids, texts, dossiers from unnest(roots) r (id) cross join lateral app.family_of(r.id) f;
  select array_agg(distinct name) into stores from (
    select f.store_name as name from file f where f.jurisdiction_id = j and f.id = any (ids)
    union select d.store_name from document d where d.jurisdiction_id = j and d.id = any (ids)
    union select s.file_store from submission s
      where s.jurisdiction_id = j and s.id in (select b.submission_id from app.rows_behind(ids) b)
        and s.file_store is not null) borne;
  select array_agg(distinct trim(both '"' from to_json(said)::text)) into said_texts from (
    select unnest(array[c.title, c.content]) as said from clue c where c.jurisdiction_id = j and c.id = any (ids)
    union select unnest(array[r.cells ->> 'title', r.cells ->> 'content']) from app.rows_behind(ids) b
      join submission_row r on r.jurisdiction_id = j and r.submission_id = b.submission_id and r.row_no = b.row_no) words
    where length(said) >= 4;

  update event e set data = '{}', salt = '', subject_id = null, erased_by = because
    where e.jurisdiction_id = j and e.id <> because and e.erased_by is null
      and (e.matter_id = any (ids) or e.entity_id = any (ids));
  delete from notice n where n.jurisdiction_id = j
    and exists (select from unnest(texts) t where n.link like '%' || t || '%' or n.params::text like '%' || t || '%');
  perform app.forget_replies(ids);
  -- Replies about a row of the sheet name no clue.
  update idempotency i set reply = null, status = 410 where i.jurisdiction_id = j
    and exists (select from unnest(said_texts) t where strpos(i.reply::text, t) > 0);
  delete from outbox o where o.jurisdiction_id = j
    and exists (select from unnest(texts) t where o.payload::text like '%' || t || '%');
  delete from library_part p where p.jurisdiction_id = j and p.ref_material_id = any (ids);
  delete from matter_citation c where c.jurisdiction_id = j and c.matter_id = any (ids);
  delete from term_notice t where t.jurisdiction_id = j and t.matter_id = any (ids);
  delete from set_aside a where a.jurisdiction_id = j and (a.root_id = any (ids) or a.row_id = any (ids));
  update kinship k set material_id = null where k.jurisdiction_id = j and k.material_id = any (ids);
  update collection_task t set material_id = null where t.jurisdiction_id = j and t.material_id = any (ids);
  -- Other parts of the same report stay linked to one another, by one that is left.
  update clue c set report_id = (select min(o.id::text)::uuid from clue o
      where o.jurisdiction_id = j and o.report_id = c.report_id and not o.id = any (ids))
    where c.jurisdiction_id = j and c.report_id = any (ids);
  update clue c set origin_material_id = null where c.jurisdiction_id = j and c.origin_material_id = any (ids);
  -- Of a body's sheet the place of the row stays, empty; the workbook as it came goes. So does what came back before.
  update submission s set file_store = null, file_name = null, notes = '[]' where s.jurisdiction_id = j
    and s.id in (select b.submission_id from app.rows_behind(ids) b);
  perform app.hide_rows(ids, false);
  update submission_row r set cells = '{}', entry = null, faults = null, candidates = null,
    subject_kind = null, subject_id = null, certainty = null, reasons = null, picked_by = null, bands = null,
    twin_key = null, id_sealed = null, return_reason = null, clue_id = null
    where r.jurisdiction_id = j
      and (r.submission_id, r.row_no) in (select b.submission_id, b.row_no from app.rows_behind(ids) b);
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
create or replace function app.close_off(root uuid)
returns void
language plpgsql volatile security definer
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
  ids uuid[];
begin
  perform from clue c join matter m on m.jurisdiction_id = j and m.id = c.matter_id
    where c.jurisdiction_id = j and c.matter_id = root and m.room < 2 and ({{visible(m)}} or {{named(m)}});
  if not found then raise exception 'no such clue'; end if;
  select coalesce(array_agg(f.id), '{}') into ids from (
    select f.id from app.family_of(root) f where f.kind = 'matter' and f.id <> root
    union
    select d.id from matter d where d.jurisdiction_id = j and d.history ? 'parent' and d.room = 1
      and d.history -> 'parent' ->> 'matter' = root::text) f
  where not exists (select from clue c where c.jurisdiction_id = j and (c.matter_id = f.id or c.match_id = f.id));
  update matter m set room = 2, readers = '{}' where m.jurisdiction_id = j and m.id = any (ids);
  -- With the volumes of the file itself; its own entry moves.
  update material m set room = 2, readers = '{}' where m.jurisdiction_id = j
    and (m.matter_id = any (ids)
      or m.matter_id = root and m.id <> (select c.material_id from clue c where c.jurisdiction_id = j and c.matter_id = root));
  select ids || coalesce(array_agg(m.id), '{}') into ids from material m
    where m.jurisdiction_id = j and m.room = 2 and m.matter_id = root;
  update document d set room = 2, readers = '{}'
    where d.jurisdiction_id = j and (d.matter_id = any (ids) or d.matter_id = root) and d.room > 0;
  update file f set room = 2, readers = '{}' where f.jurisdiction_id = j
    and (f.matter_id = any (ids) or f.material_id = any (ids) or f.material_id in (
      select m.id from material m where m.jurisdiction_id = j and m.matter_id = any (ids)));
  update search_entry e set room = 2, readers = '{}' where e.jurisdiction_id = j
    and (e.ref_id = any (ids)
      or e.ref_id in (select m.id from material m where m.jurisdiction_id = j and m.matter_id = any (ids))
      or e.ref_id in (select f.id from file f where f.jurisdiction_id = j and f.matter_id = any (ids)));
  delete from notice n where n.jurisdiction_id = j and n.link = any (array(select '/matters/' || i from unnest(ids) i));
  perform app.forget_replies(ids);
end $$;

-- Whether anything at all, seen or not, has this stored content.
create or replace function app.is_borne(store text)
returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
  select exists (select from file f where f.jurisdiction_id = (select app.jurisdiction()) and f.store_name = store)
    or exists (select from document d where d.jurisdiction_id = (select app.jurisdiction()) and d.store_name = store)
    or exists (select from submission s where s.jurisdiction_id = (select app.jurisdiction()) and s.file_store = store)
    or exists (select from template_version t
      where t.jurisdiction_id = (select app.jurisdiction()) and t.store_name = store)
$$;

grant create on schema app to plumbline_search;
alter function app.erase_clue owner to plumbline_search;
alter function app.close_off owner to plumbline_search;
alter function app.is_borne owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.erase_clue, app.close_off, app.is_borne from public;
grant execute on function app.erase_clue, app.close_off, app.is_borne to plumbline_app;
