-- The names of a request for an opinion, what each department signed of them, and what a reply said. Seen like the matter.
create table opinion_name (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  no smallint not null check (no between 1 and 200),
  person_id uuid not null,
  -- As the request has them.
  name text not null,
  unit text not null default '',
  post text not null default '',
  occasion text not null,
  -- The request that was answered first: its own matter, or the one that this supplements.
  root_id uuid not null,
  conclusion text,
  told text not null default '',
  replied_at timestamptz,
  -- What was in force when it was replied to: whatever else comes into force later is new.
  seen text[] not null default '{}',
  primary key (jurisdiction_id, matter_id, no),
  unique (jurisdiction_id, matter_id, person_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id)
);
create index opinion_name_replied on opinion_name (jurisdiction_id, replied_at) where replied_at is not null;
create index opinion_name_root on opinion_name (jurisdiction_id, root_id, person_id);
{{tenant(opinion_name, exists (select from matter m
  where m.jurisdiction_id = opinion_name.jurisdiction_id and m.id = opinion_name.matter_id))}};

-- What an account signed last of a name, for its department.
create table opinion_sign (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  no smallint not null,
  place text not null,
  account_id uuid not null,
  result text not null check (result in ('clear', 'problem', 'recused')),
  grounds text[] not null default '{}',
  note text not null default '',
  signed_at timestamptz not null,
  primary key (jurisdiction_id, matter_id, no, place, account_id),
  foreign key (jurisdiction_id, matter_id, no) references opinion_name (jurisdiction_id, matter_id, no)
);
{{tenant(opinion_sign, exists (select from matter m
  where m.jurisdiction_id = opinion_sign.jurisdiction_id and m.id = opinion_sign.matter_id))}};

-- For what a supplement was proposed: each measure once for a name of a request.
create table opinion_supplement (
  jurisdiction_id integer not null,
  root_id uuid not null,
  person_id uuid not null,
  measure text not null,
  matter_id uuid not null,
  proposed_at timestamptz not null,
  primary key (jurisdiction_id, root_id, person_id, measure),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
{{tenant(opinion_supplement, exists (select from matter m
  where m.jurisdiction_id = opinion_supplement.jurisdiction_id and m.id = opinion_supplement.matter_id))}};
