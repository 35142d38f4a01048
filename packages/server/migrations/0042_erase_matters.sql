-- What a superior alone may keep is destroyed: the file, everything that came of it, and what the ledger holds of it.
-- Of such an event the commitment stays, so that the log still proves that it was written, when and by whom, and names
-- the event that says why its content is gone.
alter table event add column erased_by uuid;
alter table event add constraint event_erased check (erased_by is null or (data = '{}' and salt = '' and subject_id is null));

create policy erase on event for update to plumbline_search using (true) with check (true);
create policy erase on matter for delete to plumbline_search using (true);
create policy erase on clue for delete to plumbline_search using (true);
create policy erase on material for delete to plumbline_search using (true);
create policy erase on file for delete to plumbline_search using (true);
create policy erase on document for delete to plumbline_search using (true);
create policy erase on search_entry for delete to plumbline_search using (true);
create policy erase on dossier for delete to plumbline_search using (true);
create policy erase on idempotency for delete to plumbline_search using (true);
create policy erase_see on idempotency for select to plumbline_search using (true);
create policy erase on outbox for delete to plumbline_search using (true);
create policy erase_see on outbox for select to plumbline_search using (true);
create policy erase on matter_citation for delete to plumbline_search using (true);
create policy erase_see on matter_citation for select to plumbline_search using (true);
create policy erase on term_notice for delete to plumbline_search using (true);
create policy erase_see on term_notice for select to plumbline_search using (true);
create policy erase on kinship for update to plumbline_search using (true) with check (true);
create policy erase on collection_task for update to plumbline_search using (true) with check (true);
create policy erase on submission for update to plumbline_search using (true) with check (true);
create policy erase_see on submission for select to plumbline_search using (true);
create policy erase on submission_row for update to plumbline_search using (true) with check (true);
create policy erase_see on submission_row for select to plumbline_search using (true);
create policy borne on template_version for select to plumbline_search using (true);
grant update on event, kinship, collection_task, submission, submission_row to plumbline_search;
grant delete on matter, clue, material, file, document, search_entry, dossier, idempotency, outbox, matter_citation,
  term_notice to plumbline_search;
grant select on idempotency, outbox, matter_citation, term_notice, submission, submission_row, template_version
  to plumbline_search;

grant create on schema app to plumbline_search;

-- Destroys a clue's matter in the caller's sight with all that came of it; gives back the stored contents that may be
-- borne by nothing any more. Only together with an event of the same transaction that says so (`because`).
create function app.erase_clue(root uuid, because uuid)
returns setof text
language plpgsql volatile security definer
set search_path = public, pg_temp
as $$
declare
  j integer := app.jurisdiction();
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
  if exists (select from matter m where m.jurisdiction_id = j
    and ((m.history ? 'joined' and m.history ->> 'joined' = root::text)
      or (m.history ? 'parent' and m.history -> 'parent' ->> 'matter' = root::text and m.room <> 1))) then
    raise exception 'others depend on it';
  end if;
  select array_agg(f.id) filter (where f.kind not in ('search', 'dossier')),
    array_agg(f.id::text) filter (where f.kind not in ('search', 'dossier')),
    array_agg(f.id) filter (where f.kind = 'dossier')
    into ids, texts, dossiers from app.family_of(root) f;
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
  delete from idempotency i where i.jurisdiction_id = j
    and exists (select from unnest(texts) t where i.reply::text like '%' || t || '%');
  delete from outbox o where o.jurisdiction_id = j
    and exists (select from unnest(texts) t where o.payload::text like '%' || t || '%');
  delete from library_part p where p.jurisdiction_id = j and p.ref_material_id = any (ids);
  delete from matter_citation c where c.jurisdiction_id = j and c.matter_id = any (ids);
  delete from term_notice t where t.jurisdiction_id = j and t.matter_id = any (ids);
  update kinship k set material_id = null where k.jurisdiction_id = j and k.material_id = any (ids);
  update collection_task t set material_id = null where t.jurisdiction_id = j and t.material_id = any (ids);
  update clue c set origin_material_id = null where c.jurisdiction_id = j and c.origin_material_id = any (ids);
  -- Of a body's sheet the place of the row stays, empty; the workbook as it came goes.
  update submission s set file_store = null, file_name = null, notes = '[]' where s.jurisdiction_id = j
    and s.id in (select c.submission_id from clue c where c.jurisdiction_id = j and c.id = any (ids));
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

-- Whether anything at all, seen or not, has this stored content.
create function app.is_borne(store text)
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

alter function app.erase_clue owner to plumbline_search;
alter function app.is_borne owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.erase_clue, app.is_borne from public;
grant execute on function app.erase_clue, app.is_borne to plumbline_app;
