-- What the caller changed under another account of the same person, and who serves where, is looked at by functions.
create policy definer on appointment for select to plumbline_search using (true);
create policy definer on account for select to plumbline_search using (true);
grant select on appointment to plumbline_search;
grant select (jurisdiction_id, id, person_id, closed_at) on account to plumbline_search;
