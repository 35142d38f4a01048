-- One running instance of a procedure. `state` and `due_on` are projections of its events, written in the
-- same transaction and rebuilt by replay.
create table matter (
  jurisdiction_id integer not null,
  id uuid not null,
  procedure text not null,
  pack_code text not null,
  pack_version text not null,
  state text not null,
  number text,
  title text not null,
  subject_kind text check (subject_kind in ('person', 'unit')),
  subject_id uuid,
  data jsonb not null default '{}',
  -- What the engine needs besides the state: parties, acts, the number of the event that entered the state.
  history jsonb not null,
  due_on date,
  opened_at timestamptz not null,
  opened_by uuid,
  closed_at timestamptz,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id)
);
create index matter_queue on matter (jurisdiction_id, procedure, state, due_on);
create index matter_subject on matter (jurisdiction_id, subject_id, procedure);
create index matter_readers on matter using gin (readers);
{{content(matter)}}

-- Who may read a ledger event: the readers of the ledger, and for a matter's own steps who sees the matter.
alter table event enable row level security;
alter table event force row level security;
create policy append on event for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy readers on event for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and ((select app.ledger())
    or account_id = (select app.account())
    or (matter_id is not null and kind = 'write' and exists (
      select from matter m where m.jurisdiction_id = event.jurisdiction_id and m.id = event.matter_id))));
grant select, insert on event to plumbline_app;

create table dossier (
  jurisdiction_id integer not null,
  subject_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  opened_at timestamptz not null,
  -- True while nothing but a filed entry called for it: when that entry moves away, the dossier goes too.
  opened_by_filing boolean not null default false,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, subject_id)
);
create index dossier_organ on dossier (jurisdiction_id, organ_id, subject_kind);
create index dossier_list on dossier (jurisdiction_id, opened_at desc, subject_id desc);
{{content(dossier)}}
grant delete on dossier to plumbline_app;

-- One entry of a dossier. `status` is the projection of its matter's state onto the pack's statuses.
create table material (
  jurisdiction_id integer not null,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject_id uuid not null,
  item text not null,
  pack_version text not null,
  title text not null,
  form jsonb not null default '{}',
  note text not null default '',
  source text,
  source_organ_id uuid,
  occurred_on date,
  received_on date not null,
  status text not null,
  matter_id uuid not null,
  supersedes_id uuid,
  author_id uuid,
  verified_by uuid,
  verified_at timestamptz,
  created_at timestamptz not null,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, subject_id) references dossier (jurisdiction_id, subject_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index material_subject on material (jurisdiction_id, subject_id, item, occurred_on desc);
create index material_matter on material (jurisdiction_id, matter_id);
create index material_status on material (jurisdiction_id, organ_id, status, created_at);
create index material_supersedes on material (jurisdiction_id, supersedes_id) where supersedes_id is not null;
{{content(material)}}

create table file (
  jurisdiction_id integer not null,
  id uuid not null,
  store_name text not null,
  name text not null,
  type text not null,
  size bigint not null,
  text_state text not null default 'waiting' check (text_state in ('waiting', 'done', 'none', 'failed')),
  text_content text,
  account_id uuid not null,
  material_id uuid,
  order_no integer not null default 0,
  created_at timestamptz not null,
  {{visibility_columns}},
  primary key (jurisdiction_id, id)
);
create index file_material on file (jurisdiction_id, material_id, order_no);
{{content(file)}}
grant delete on file to plumbline_app;

-- A reading slip as far as reading asks for it: who, whose dossier, which items, until when. Its states are
-- those of the matter.
create table reading_slip (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject_id uuid not null,
  account_id uuid not null,
  purpose text not null,
  explanation text not null,
  items text[] not null default '{}',
  until_day date not null,
  requested_at timestamptz not null,
  granted_by uuid,
  granted_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  {{visibility_columns}},
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index reading_slip_reader on reading_slip (jurisdiction_id, subject_id, account_id);
create index reading_slip_list on reading_slip (jurisdiction_id, requested_at desc, matter_id desc);
{{content(reading_slip)}}

-- What was asked of whom. Due day and state are the matter's; these columns let lists and reminders be sets.
create table collection_task (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject_id uuid not null,
  subject_name text not null,
  item text not null,
  why text not null,
  note text not null default '',
  contributor_kind text not null check (contributor_kind in ('account', 'person', 'unit', 'organ')),
  contributor_id uuid not null,
  -- Custodian of the dossier to which the answer is filed; the row's own organ_id may be nobody's.
  custodian_id uuid not null,
  sealed_to_unit_id uuid,
  asked_by uuid,
  asked_at timestamptz not null,
  due_on date not null,
  reminded_on date,
  supplied_at timestamptz,
  -- The entry that answers it; the task closes when that is verified.
  material_id uuid,
  ended_at timestamptz,
  {{visibility_columns}},
  primary key (jurisdiction_id, matter_id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
create index collection_task_subject on collection_task (jurisdiction_id, subject_id, item);
create index collection_task_material on collection_task (jurisdiction_id, material_id) where material_id is not null;
create index collection_task_due on collection_task (jurisdiction_id, due_on, matter_id);
{{content(collection_task)}}

-- An instruction stands once; each unit concerned has a follow-up (a matter) of its own.
create table instruction (
  jurisdiction_id integer not null,
  id uuid not null,
  item text not null,
  pack_version text not null,
  title text not null,
  content text not null,
  issuer text not null,
  issued_on date not null,
  requirement text not null,
  due_on date not null,
  industry text,
  unit_id uuid,
  account_id uuid not null,
  created_at timestamptz not null,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  check ((industry is null) <> (unit_id is null))
);
create index instruction_unit on instruction (jurisdiction_id, unit_id);
create index instruction_industry on instruction (jurisdiction_id, industry);
{{content(instruction)}}

-- At most one follow-up a unit and instruction, whoever opens it and however often.
create table instruction_follow_up (
  jurisdiction_id integer not null,
  instruction_id uuid not null,
  unit_id uuid not null,
  matter_id uuid not null,
  opened_at timestamptz not null,
  primary key (jurisdiction_id, instruction_id, unit_id),
  foreign key (jurisdiction_id, instruction_id) references instruction (jurisdiction_id, id)
);
create index instruction_follow_up_unit on instruction_follow_up (jurisdiction_id, unit_id);
{{tenant(instruction_follow_up, true)}};
