-- Which unit or person was assessed in which period: one sheet each, whichever organ enters it.
create table style_assessment (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_id uuid not null,
  from_day date not null,
  dropped boolean not null default false,
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id) on delete cascade
);
create unique index style_assessment_once on style_assessment (jurisdiction_id, subject_id, from_day) where not dropped;

alter table style_assessment enable row level security;
alter table style_assessment force row level security;
create policy visible on style_assessment for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and exists (select from matter m
    where m.jurisdiction_id = style_assessment.jurisdiction_id and m.id = style_assessment.matter_id));
create policy write on style_assessment for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy change on style_assessment for update to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()))
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy definer on style_assessment for select to plumbline_search using (true);
grant select, insert, update on style_assessment to plumbline_app;
grant select on style_assessment to plumbline_search;
