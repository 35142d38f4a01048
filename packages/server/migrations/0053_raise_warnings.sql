-- What is in force of warnings and of the special supervision list. Every row follows from the recorded steps of its matter,
-- and can be made again from them; nothing in it depends on today (P8).
create table warning (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_id uuid not null,
  level text,
  from_on date,
  until_on date,
  owner_id uuid,
  ended_on date,
  voided boolean not null default false,
  facts jsonb not null default '[]',
  levels jsonb not null default '[]',
  weighed jsonb,
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index warning_subject on warning (jurisdiction_id, subject_id);

create table listing (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_id uuid not null,
  level text,
  from_on date,
  until_on date,
  owner_id uuid,
  ended_on date,
  voided boolean not null default false,
  facts jsonb not null default '[]',
  levels jsonb not null default '[]',
  weighed jsonb,
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index listing_subject on listing (jurisdiction_id, subject_id);

-- Seen as its matter is, and never by whom it is about: they learn what they are told, from the matter.
{{tenant(warning, subject_id is distinct from (select app.person()) and subject_id is distinct from (select app.unit())
  and exists (select from matter m where m.jurisdiction_id = warning.jurisdiction_id and m.id = warning.matter_id))}};
{{tenant(listing, subject_id is distinct from (select app.person()) and subject_id is distinct from (select app.unit())
  and exists (select from matter m where m.jurisdiction_id = listing.jurisdiction_id and m.id = listing.matter_id))}};
