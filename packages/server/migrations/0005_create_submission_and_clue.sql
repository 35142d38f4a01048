-- A member body's sheet for a quarter. The body sees it at any time, the receiver once it was handed in (and
-- afterwards, when it was sent back or withdrawn, that it exists, but none of its rows).
create table submission (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  receiver_organ_id uuid not null,
  period text not null,
  kind text not null,
  matter_id uuid not null,
  -- The workbook as it came: where it is kept, its name, size and SHA-256.
  file_store text,
  file_name text,
  file_size bigint,
  digest text,
  -- What was noticed when the file was read: sheets left out, columns not known, formulas.
  notes jsonb not null default '[]',
  -- The sheets that were read: name and the letters of each column of the pack.
  sheets jsonb not null default '[]',
  row_count integer not null default 0,
  signature jsonb,
  -- The staging or acceptance that runs now.
  job_id uuid,
  job_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  submitted_by uuid,
  submitted_at timestamptz,
  sent_back_at timestamptz,
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
create index submission_list on submission (jurisdiction_id, created_at desc, id desc);
create index submission_matter on submission (jurisdiction_id, matter_id);
create index submission_file on submission (jurisdiction_id, organ_id, digest) where digest is not null;
{{tenant(submission, organ_id = any ((select app.principals())::uuid[])
  or ((select app.account()) is null and organ_id = any ((select app.reach())::uuid[]))
  or ((submitted_at is not null or sent_back_at is not null)
    and receiver_organ_id = any ((select app.reach())::uuid[])))}};

-- `cells` holds what the body wrote, cleaned, by column of the pack; an identity number only masked, the whole
-- one sealed. `twin_key` groups rows on the same subject, in which near-identical ones are looked for.
create table submission_row (
  jurisdiction_id integer not null,
  submission_id uuid not null,
  row_no integer not null,
  organ_id uuid not null,
  sheet text not null,
  source_row integer not null,
  state text not null check (state in ('ready', 'wrong', 'ambiguous', 'excluded', 'accepted', 'returned')),
  cells jsonb not null,
  entry jsonb,
  faults jsonb,
  candidates jsonb,
  subject_kind text,
  subject_id uuid,
  certainty text,
  reasons text[],
  picked_by uuid,
  bands text[],
  twin_key text,
  id_sealed bytea,
  return_reason text,
  clue_id uuid,
  edited_by uuid,
  primary key (jurisdiction_id, submission_id, row_no)
);
create index submission_row_state on submission_row (jurisdiction_id, submission_id, state, row_no);
create index submission_row_twin on submission_row (jurisdiction_id, organ_id, twin_key);
create index submission_row_clue on submission_row (jurisdiction_id, clue_id) where clue_id is not null;
{{tenant(submission_row, organ_id = any ((select app.principals())::uuid[])
  or ((select app.account()) is null and organ_id = any ((select app.reach())::uuid[]))
  or submission_id in (
    select s.id from submission s where s.jurisdiction_id = (select app.jurisdiction())
      and s.submitted_at is not null and s.withdrawn_at is null
      and s.receiver_organ_id = any ((select app.reach())::uuid[])))}};

-- Which reminder went to which body on which day, so that a repeated run sends none twice.
create table submission_reminder (
  jurisdiction_id integer not null,
  organ_id uuid not null,
  period text not null,
  day date not null,
  primary key (jurisdiction_id, organ_id, period, day)
);
{{tenant(submission_reminder, true)}};

-- One clue, one file. Rows of the clue room. While the match waits for a second person a clue has neither
-- subject nor number, and `matter_id` is the match; afterwards it is the clue's own matter.
create table clue (
  jurisdiction_id integer not null,
  id uuid not null,
  number text,
  former_numbers text[] not null default '{}',
  matter_id uuid not null,
  match_id uuid,
  class text not null,
  subtype text not null,
  polarity text not null check (polarity in ('positive', 'negative')),
  source text not null,
  source_organ_id uuid,
  period text not null,
  occurred_on date not null,
  received_on date not null,
  subject_kind text check (subject_kind in ('person', 'unit')),
  subject_id uuid,
  -- Whom the clue is taken to concern while that waits for a second person.
  proposal jsonb,
  title text not null,
  content text not null default '',
  basis text,
  decided_by text,
  clear boolean,
  note text,
  status text not null,
  bands text[] not null default '{}',
  submission_id uuid,
  row_no integer,
  material_id uuid,
  created_at timestamptz not null,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id),
  check ((subject_kind is null) = (subject_id is null))
);
create unique index clue_number on clue (jurisdiction_id, number);
create index clue_subject on clue (jurisdiction_id, subject_id, received_on desc);
create index clue_list on clue (jurisdiction_id, received_on desc, id desc);
create index clue_source on clue (jurisdiction_id, source_organ_id, period);
create index clue_matter on clue (jurisdiction_id, matter_id);
create index clue_match on clue (jurisdiction_id, match_id) where match_id is not null;
create index clue_submission on clue (jurisdiction_id, submission_id) where submission_id is not null;
create index clue_bands on clue using gin (bands);
{{content(clue)}}

-- Clues that share a key of near-identity with a text. `&&` is not leakproof, so row-level security would keep
-- the index out: the function evaluates the same predicate itself and gives back ids only.
grant create on schema app to plumbline_search;
create function app.similar_clues(keys text[], most integer)
returns table (id uuid, shared integer)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with hits as materialized (
    select c.id, c.bands from clue c where c.bands && keys and {{visible(c)}} limit 2000)
  select h.id, (select count(*)::integer from unnest(h.bands) band where band = any (keys)) as shared
  from hits h order by shared desc, h.id limit most;
end $$;

-- Figures by body and quarter that name nobody (use `workload-count`): volumes are subjects with a file.
create function app.clue_volumes(statuses text[], from_period text, to_period text)
returns table (organ_id uuid, period text, class text, polarity text, entries bigint, subjects bigint)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select c.source_organ_id, c.period, c.class, c.polarity, count(*), count(distinct c.subject_id)
  from clue c
  where c.jurisdiction_id = (select app.jurisdiction()) and c.status = any (statuses)
    and c.period between from_period and to_period
  group by 1, 2, 3, 4
$$;

-- Which of the persons have an entry in the special file (use `coverage`); says neither how many nor which.
create function app.with_special_file(persons uuid[], statuses text[])
returns setof uuid
language sql stable security definer
set search_path = public, pg_temp
as $$
  select p from unnest(persons) p where exists (
    select from clue c where c.jurisdiction_id = (select app.jurisdiction())
      and c.subject_id = p and c.status = any (statuses))
$$;

alter function app.similar_clues owner to plumbline_search;
alter function app.clue_volumes owner to plumbline_search;
alter function app.with_special_file owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.similar_clues, app.clue_volumes, app.with_special_file from public;
grant execute on function app.similar_clues, app.clue_volumes, app.with_special_file to plumbline_app;
