-- A member body's sheet for a quarter. The sender sees it at any time, the receiver once it was submitted.
create table submission (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  receiver_organ_id uuid not null,
  period text not null,
  kind text not null,
  matter_id uuid not null,
  file_id uuid,
  file_name text,
  digest text,
  row_count integer not null default 0,
  signature jsonb,
  created_by uuid not null,
  created_at timestamptz not null,
  submitted_by uuid,
  submitted_at timestamptz,
  accepted_by uuid,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  supplements_id uuid,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  foreign key (jurisdiction_id, receiver_organ_id) references organ (jurisdiction_id, id)
);
create index submission_period on submission (jurisdiction_id, period, organ_id);
{{tenant(submission, organ_id = any ((select app.reach())::uuid[])
  or (submitted_at is not null and receiver_organ_id = any ((select app.reach())::uuid[])))}};

create table submission_row (
  jurisdiction_id integer not null,
  submission_id uuid not null,
  row_no integer not null,
  organ_id uuid not null,
  sheet text not null,
  source_row integer not null,
  state text not null check (state in ('ready', 'wrong', 'ambiguous', 'excluded', 'accepted', 'returned')),
  cells jsonb not null,
  entry jsonb not null default '{}',
  faults jsonb not null default '[]',
  candidates jsonb not null default '[]',
  subject_kind text,
  subject_id uuid,
  certainty text,
  reasons text[] not null default '{}',
  bands text[] not null default '{}',
  return_reason text,
  clue_id uuid,
  edited_by uuid,
  primary key (jurisdiction_id, submission_id, row_no)
);
create index submission_row_state on submission_row (jurisdiction_id, submission_id, state);
{{tenant(submission_row, organ_id = any ((select app.reach())::uuid[]) or submission_id in (
  select s.id from submission s where s.jurisdiction_id = (select app.jurisdiction())
    and s.submitted_at is not null and s.receiver_organ_id = any ((select app.reach())::uuid[])))}};

-- One clue, one file. Rows of the clue room.
create table clue (
  jurisdiction_id integer not null,
  id uuid not null,
  number text not null,
  matter_id uuid not null,
  class text not null,
  subtype text not null,
  polarity text not null check (polarity in ('positive', 'negative')),
  source text not null,
  source_organ_id uuid,
  period text not null,
  occurred_on date,
  received_on date not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject_id uuid not null,
  title text not null,
  content text not null,
  status text not null,
  bands text[] not null default '{}',
  submission_id uuid,
  row_no integer,
  material_id uuid,
  created_at timestamptz not null,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index clue_number on clue (jurisdiction_id, number);
create index clue_subject on clue (jurisdiction_id, subject_id, received_on desc);
create index clue_list on clue (jurisdiction_id, received_on desc, id desc);
create index clue_source on clue (jurisdiction_id, source_organ_id, period);
create index clue_bands on clue using gin (bands);
{{content(clue)}}
