-- The yearly notice of rest days, as it was entered. A year without a row is a year of which nothing is known.
create table calendar_year (
  jurisdiction_id integer not null,
  year smallint not null,
  source text not null,
  account_id uuid,
  saved_at timestamptz not null,
  version integer not null default 1,
  primary key (jurisdiction_id, year)
);
{{tenant(calendar_year, true)}};

-- Its days: rest days, and weekend days that are worked for them. A notice may reach into the December before.
create table calendar_day (
  jurisdiction_id integer not null,
  day date not null,
  notice_year smallint not null,
  kind text not null check (kind in ('rest', 'work')),
  name text not null default '',
  primary key (jurisdiction_id, day),
  foreign key (jurisdiction_id, notice_year) references calendar_year (jurisdiction_id, year)
);
create index calendar_day_notice on calendar_day (jurisdiction_id, notice_year);
{{tenant(calendar_day, true)}};

-- Lengths that one organ keeps to instead of those of the pack. In force only once a second person has approved.
create table limit_override (
  jurisdiction_id integer not null,
  id uuid not null,
  code text not null,
  organ_id uuid not null,
  value smallint not null check (value between 0 and 3650),
  unit text not null check (unit in ('workday', 'day', 'month', 'year')),
  from_day date not null,
  to_day date,
  basis text not null,
  state text not null check (state in ('proposed', 'approved', 'rejected')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  opinion text,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  check (to_day is null or to_day >= from_day - 1),
  check ((state = 'proposed') = (decided_by is null))
);
create index limit_override_code on limit_override (jurisdiction_id, code, organ_id);
{{tenant(limit_override, true)}};
