-- One entry per findable thing, written in the transaction of the thing itself.
create table search_entry (
  jurisdiction_id integer not null,
  kind text not null check (kind in ('person', 'unit', 'material', 'file', 'clue')),
  ref_id uuid not null,
  subject_kind text,
  subject_id uuid,
  item text,
  class text,
  polarity text,
  status text,
  day date,
  title text not null,
  body text not null default '',
  tsv tsvector not null,
  {{visibility_columns}},
  primary key (jurisdiction_id, kind, ref_id)
);
create index search_entry_tsv on search_entry using gin (tsv);
create index search_entry_subject on search_entry (jurisdiction_id, subject_id);
create index search_entry_day on search_entry (jurisdiction_id, day desc);
{{content(search_entry)}}
grant delete on search_entry to plumbline_app;
