-- Small signs as the register filters and counts them; what was seen stands in the matter alone. Units and teams are those of
-- the day on which it was seen, so that a later move changes no figure.
create table sign (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject_id uuid not null,
  unit_ids uuid[] not null default '{}',
  team_ids uuid[] not null default '{}',
  tags text[] not null,
  origin text not null,
  origin_material_id uuid,
  seen_on date not null,
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id) on delete cascade
);
create index sign_day on sign (jurisdiction_id, seen_on desc, matter_id desc);
create index sign_subject on sign (jurisdiction_id, subject_id, seen_on desc);

-- Whoever sees the matter sees its line, and nobody else.
alter table sign enable row level security;
alter table sign force row level security;
create policy visible on sign for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and exists (select from matter m where m.jurisdiction_id = sign.jurisdiction_id and m.id = sign.matter_id));
create policy write on sign for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy change on sign for update to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()))
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy definer on sign for select to plumbline_search using (true);
grant select, insert, update on sign to plumbline_app;
grant select on sign to plumbline_search;

-- The matter that a clue was made of: a small sign, a report of retaliation.
alter table clue add column origin_matter_id uuid;
create index clue_origin_matter on clue (jurisdiction_id, origin_matter_id) where origin_matter_id is not null;
