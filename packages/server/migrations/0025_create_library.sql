-- The library. An entry has versions; a version has parts (headings, articles, members of a collection) that can be
-- cited one by one. What is published is never changed: a newer version follows it from its own day on.
create table library_item (
  jurisdiction_id integer not null,
  id uuid not null,
  store text not null,
  sort text not null,
  -- Set for what ships with the pack: the code by which the pack refers to it.
  code text,
  title text not null,
  title_en text,
  issuer text,
  document_number text,
  audience text not null,
  -- Words of the title.
  tsv tsvector not null,
  -- 0: the keeping organ; 1: whoever holds a role in an organ; 2: every account.
  opens smallint not null check (opens between 0 and 2),
  published boolean not null default false,
  subject_kind text check (subject_kind in ('person', 'unit')),
  subject_id uuid,
  created_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, code),
  check (opens < 2 or classification = 0)
);
create index library_item_list on library_item (jurisdiction_id, store, updated_at desc, id desc);
-- One archive of a subject in each organ.
create unique index library_item_archive on library_item (jurisdiction_id, store, subject_id, organ_id)
  where subject_id is not null;
create index library_item_subject on library_item (jurisdiction_id, subject_id) where subject_id is not null;

-- Seen by reach as everything is, or opened by its audience and its readers once it is published.
alter table library_item enable row level security;
alter table library_item force row level security;
create policy visible on library_item for select to plumbline_app using (
  ({{visible(library_item)}} and (published or organ_id = any ((select app.reach())::uuid[]))) or (
    jurisdiction_id = (select app.jurisdiction())
    and published
    and classification <= (select app.clearance())
    and (opens = 2 or (opens = 1 and cardinality((select app.reach())::uuid[]) > 0))
    and concerns_person_id is distinct from (select app.person())
    and sealed_unit_id is distinct from (select app.unit())
    and not (barred && (select app.principals())::uuid[])));
create policy change on library_item for update to plumbline_app using {{visible(library_item)}}
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy write on library_item for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
grant select, insert, update on library_item to plumbline_app;

create table library_version (
  jurisdiction_id integer not null,
  id uuid not null,
  item_id uuid not null,
  number integer not null,
  -- Null for what ships with the pack.
  matter_id uuid,
  pack_version text,
  effective_from date not null,
  note text not null default '',
  source_text text not null default '',
  published_at timestamptz,
  published_by uuid,
  withdrawn_at timestamptz,
  organ_id uuid not null,
  created_by uuid,
  created_at timestamptz not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, item_id, number),
  foreign key (jurisdiction_id, item_id) references library_item (jurisdiction_id, id)
);
create index library_version_matter on library_version (jurisdiction_id, matter_id) where matter_id is not null;
-- Drafts stay with the keeping organ, whoever the published versions are open to. What was taken down stays as it is.
alter table library_version enable row level security;
alter table library_version force row level security;
create policy visible on library_version for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and item_id in (select i.id from library_item i where i.jurisdiction_id = (select app.jurisdiction()))
  and ((published_at is not null and withdrawn_at is null) or organ_id = any ((select app.reach())::uuid[])));
create policy write on library_version for insert to plumbline_app with check (
  jurisdiction_id = (select app.jurisdiction())
  and item_id in (select i.id from library_item i where i.jurisdiction_id = (select app.jurisdiction()))
  and ((published_at is not null and withdrawn_at is null) or organ_id = any ((select app.reach())::uuid[])));
create policy change on library_version for update to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and (published_at is null or withdrawn_at is null))
  with check (jurisdiction_id = (select app.jurisdiction()));
grant select, insert on library_version to plumbline_app;
grant update (effective_from, note, source_text, published_at, published_by, withdrawn_at, organ_id)
  on library_version to plumbline_app;

create table library_part (
  jurisdiction_id integer not null,
  id uuid not null,
  version_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('heading', 'article', 'paragraph', 'member', 'leaf')),
  level smallint not null default 0,
  number text,
  label text,
  text text not null,
  text_en text,
  question text,
  question_en text,
  -- A member of a collection: the entry and, if only one article is meant, its number.
  ref_item_id uuid,
  ref_number text,
  -- A leaf of an archive: the dossier's entry that it speaks of.
  ref_material_id uuid,
  tsv tsvector not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, version_id, seq),
  foreign key (jurisdiction_id, version_id) references library_version (jurisdiction_id, id)
);
create index library_part_material on library_part (jurisdiction_id, ref_material_id) where ref_material_id is not null;
alter table library_part enable row level security;
alter table library_part force row level security;
create policy visible on library_part for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and version_id in (select v.id from library_version v where v.jurisdiction_id = (select app.jurisdiction())));
create policy write on library_part for insert to plumbline_app with check (
  jurisdiction_id = (select app.jurisdiction())
  and version_id in (select v.id from library_version v where v.jurisdiction_id = (select app.jurisdiction())));
-- Parts are written anew with their version, as long as it is a draft.
create policy rewrite on library_part for delete to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and version_id in (select v.id from library_version v
    where v.jurisdiction_id = (select app.jurisdiction()) and v.published_at is null));
grant select, insert, delete on library_part to plumbline_app;

-- What an organ shares with a zone: a whole store of its entries, or one entry. Ended, never deleted.
create table library_share (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  zone_id uuid not null,
  store text,
  item_id uuid,
  from_day date not null,
  to_day date,
  reason text not null,
  granted_by uuid not null,
  granted_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, zone_id) references zone (jurisdiction_id, id),
  check (num_nonnulls(store, item_id) = 1),
  check (to_day is null or to_day >= from_day)
);
create index library_share_organ on library_share (jurisdiction_id, organ_id);
{{tenant(library_share, organ_id = any ((select app.reach())::uuid[]))}};

-- Articles that the forms of a matter cite; seen by whoever sees the matter.
create table matter_citation (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  part_id uuid not null,
  primary key (jurisdiction_id, matter_id, part_id)
);
create index matter_citation_part on matter_citation (jurisdiction_id, part_id);
alter table matter_citation enable row level security;
alter table matter_citation force row level security;
create policy visible on matter_citation for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and exists (select 1 from matter m where m.jurisdiction_id = matter_citation.jurisdiction_id and m.id = matter_citation.matter_id));
create policy write on matter_citation for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()));
grant select, insert on matter_citation to plumbline_app;

-- Takes an entry of a dossier out of every extract, whoever moves or revokes it: the extract may be above their
-- clearance, and must not keep what no longer holds.
create policy forget on library_part for delete to plumbline_search using (true);
create policy definer on library_part for select to plumbline_search using (true);
grant select, delete on library_part to plumbline_search;
grant create on schema app to plumbline_search;
create function app.forget_leaves(material uuid)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  delete from library_part p
  where p.jurisdiction_id = (select app.jurisdiction()) and p.ref_material_id = material
    and exists (select 1 from material m where m.jurisdiction_id = p.jurisdiction_id and m.id = material and {{visible(m)}})
$$;
alter function app.forget_leaves owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.forget_leaves from public;
grant execute on function app.forget_leaves to plumbline_app;
