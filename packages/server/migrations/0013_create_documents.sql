-- Files of offices in place of the pack's templates. Not content: nothing of a matter stands in them.
create table template_version (
  jurisdiction_id integer not null,
  id uuid not null,
  template text not null,
  organ_id uuid not null,
  store_name text not null,
  name text not null,
  size integer not null,
  sha256 text not null,
  note text not null default '',
  missing text[] not null default '{}',
  effective_from date not null,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  version integer not null default 1,
  primary key (jurisdiction_id, id)
);
create index template_version_use on template_version (jurisdiction_id, template, organ_id, effective_from desc);
{{tenant(template_version, true)}};

-- Issued documents. A number belongs to one document for ever, void or not.
create table document (
  jurisdiction_id integer not null,
  id uuid not null,
  template text not null,
  pack_version text not null,
  template_version_id uuid,
  title text not null,
  issuer_id uuid not null,
  series text not null,
  year smallint not null,
  seq integer not null,
  number text not null,
  matter_id uuid,
  subject_kind text check (subject_kind in ('person', 'unit')),
  subject_id uuid,
  data jsonb not null,
  store_name text not null,
  size integer not null,
  sha256 text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, issuer_id, series, year, seq)
);
create index document_matter on document (jurisdiction_id, matter_id) where matter_id is not null;
create index document_subject on document (jurisdiction_id, subject_id) where subject_id is not null;
create index document_list on document (jurisdiction_id, issued_at desc, id desc);
{{content(document)}}
