-- A notice of a matter is shown as long as its reader sees that matter, and to nobody else: whom it concerns, whoever is
-- barred from it or outside its room learns nothing from being told with others.
alter table notice add column matter_id uuid;
drop policy mine on notice;
drop policy read_mine on notice;
create policy mine on notice for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction()) and principal_id = any ((select app.principals())::uuid[])
  and (matter_id is null or exists (
    select from matter m where m.jurisdiction_id = notice.jurisdiction_id and m.id = notice.matter_id)));
create policy read_mine on notice for update to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction()) and principal_id = any ((select app.principals())::uuid[])
  and (matter_id is null or exists (
    select from matter m where m.jurisdiction_id = notice.jurisdiction_id and m.id = notice.matter_id)));
