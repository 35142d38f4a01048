-- When and where people of a matter sit together: what a calendar needs to find clashes, and nothing of what it is
-- about. Who may see the matter reads that there. Minutes of the day.
create table sitting (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  day date not null,
  from_minute smallint not null check (from_minute between 0 and 1439),
  until_minute smallint not null check (until_minute between 0 and 1439),
  place text not null,
  place_key text not null,
  accounts uuid[] not null default '{}',
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id) on delete cascade,
  check (from_minute < until_minute)
);
create index sitting_day on sitting (jurisdiction_id, day);
{{tenant(sitting, true)}};

-- A form that is being filled in, kept until its step is taken; seen like its matter.
create table step_draft (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  action text not null,
  version integer not null,
  data jsonb not null,
  account_id uuid not null,
  saved_at timestamptz not null,
  primary key (jurisdiction_id, matter_id, action),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id) on delete cascade
);
{{tenant(step_draft, exists (select from matter m where m.jurisdiction_id = step_draft.jurisdiction_id and m.id = step_draft.matter_id))}};
