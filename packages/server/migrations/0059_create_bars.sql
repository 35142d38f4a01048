-- What somebody may not have for a time: begun by a step of a matter, with an owner and a last day (P8). Whether it is in
-- force is asked of the day, never stored. Follows from the events bar.begun and bar.ended and is rebuilt from them.
create table bar (
  jurisdiction_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  matter_id uuid not null,
  from_on date not null,
  until_on date not null,
  -- Who answers for it; the organ does where nobody is named.
  owner_id uuid,
  begun_at timestamptz not null,
  -- The day from which it is no longer in force although its last day has not come, and the matter that ended it.
  ended_on date,
  ended_by_matter uuid,
  {{visibility_columns}},
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id),
  check (until_on >= from_on)
);
create index bar_person on bar (jurisdiction_id, person_id, until_on);
create index bar_matter on bar (jurisdiction_id, matter_id);
{{content(bar)}}
grant delete on bar to plumbline_app;
create policy kin on bar as restrictive for select to plumbline_app using (
  (select app.person()) is null or person_id <> all ((select app.own_kin())::uuid[]));
