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
