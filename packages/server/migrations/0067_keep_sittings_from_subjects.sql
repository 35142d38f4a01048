-- Whom a sitting is about: they and their kin see nothing of it before the matter is shown to them, not even that the
-- room is taken.
alter table sitting add column about uuid[] not null default '{}';
update sitting s set about = array(
  select (subject->>'id')::uuid from matter m, jsonb_array_elements(m.history->'subjects') subject
  where m.jurisdiction_id = s.jurisdiction_id and m.id = s.matter_id);
create policy kept on sitting as restrictive for select to plumbline_app using (
  not (about && array_append((select app.near_kin()), (select app.person())))
  or exists (select from matter m where m.jurisdiction_id = sitting.jurisdiction_id and m.id = sitting.matter_id));
