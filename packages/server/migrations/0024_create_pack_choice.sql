-- Which version of a pack is in force where an office has chosen one itself: the last row of a code counts. Without
-- a row the version that ships with the build is.
create table pack_choice (
  id uuid not null primary key,
  code text not null,
  version text not null,
  chosen_at timestamptz not null
);
create index pack_choice_code on pack_choice (code, chosen_at desc, id desc);
alter table pack_choice enable row level security;
alter table pack_choice force row level security;
create policy everyone on pack_choice for select to plumbline_app using (true);
create policy choose on pack_choice for insert to plumbline_app with check (true);
grant select, insert on pack_choice to plumbline_app;
