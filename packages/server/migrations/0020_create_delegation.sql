-- Who decides in whose place while somebody is absent: approvals only, for a time, with a reason.
create table delegation (
  jurisdiction_id integer not null,
  id uuid not null,
  giver_id uuid not null,
  taker_id uuid not null,
  from_day date not null,
  to_day date not null,
  reason text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, giver_id) references account (jurisdiction_id, id),
  foreign key (jurisdiction_id, taker_id) references account (jurisdiction_id, id),
  check (giver_id <> taker_id),
  check (to_day >= from_day)
);
create index delegation_giver on delegation (jurisdiction_id, giver_id);
create index delegation_taker on delegation (jurisdiction_id, taker_id);
-- Everybody may know who decides for whom; only the absent one gives and ends it.
alter table delegation enable row level security;
alter table delegation force row level security;
create policy known on delegation for select to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()));
create policy own on delegation for insert to plumbline_app
  with check (jurisdiction_id = (select app.jurisdiction()) and giver_id = (select app.account()));
create policy end_own on delegation for update to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and giver_id = (select app.account()))
  with check (jurisdiction_id = (select app.jurisdiction()) and giver_id = (select app.account()));
grant select, insert, update on delegation to plumbline_app;

-- Reminders of terms that went out: once for each share of a term, and once when it is overdue.
create table term_notice (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  term text not null,
  opened_seq integer not null,
  stage text not null,
  sent_on date not null,
  primary key (jurisdiction_id, matter_id, term, opened_seq, stage),
  foreign key (jurisdiction_id, matter_id) references matter (jurisdiction_id, id)
);
{{tenant(term_notice, (select app.account()) is null)}};

-- Open matters by the day on which they are due: what a workbench and the daily look at the terms read.
create index matter_open on matter (jurisdiction_id, due_on, id) where closed_at is null;

-- Persons who are near enough to one of these persons, by kinship, to be kept out of their matters. Recusal asks
-- it of everybody in a chain, whatever the asker may read of declarations; it gives no relation and no name.
grant create on schema app to plumbline_search;
create function app.kin_of(subjects uuid[], relations text[])
returns table (subject_id uuid, kin_id uuid)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select k.person_id, k.kin_person_id from kinship k
  where k.jurisdiction_id = (select app.jurisdiction()) and k.person_id = any (subjects)
    and k.kin_person_id is not null and k.relation = any (relations)
  union
  select k.kin_person_id, k.person_id from kinship k
  where k.jurisdiction_id = (select app.jurisdiction()) and k.kin_person_id = any (subjects)
    and k.relation = any (relations)
$$;

-- Whoever has a part in a matter, or is sent its paper, sees it whatever its classification: the addressee of a
-- confidential letter has no clearance.
create policy named on matter for select to plumbline_app using ({{named(matter)}});
create policy change_named on matter for update to plumbline_app using ({{named(matter)}})
  with check (jurisdiction_id = (select app.jurisdiction()));
create policy named on document for select to plumbline_app using ({{named(document)}});

-- The projection after a step. Whoever takes a step may be out of sight of the matter with it (a transfer sent
-- back, a recusal, an answer given): what counts is that the matter was in sight before.
create policy save on matter for update to plumbline_search using (true) with check (true);
grant update on matter to plumbline_search;
create function app.save_matter(matter uuid, change jsonb)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  update matter m set
    state = change ->> 'state',
    version = (change ->> 'version')::integer,
    history = change -> 'history',
    organ_id = (change ->> 'organ_id')::uuid,
    pack_version = change ->> 'pack_version',
    subject_kind = change ->> 'subject_kind',
    subject_id = (change ->> 'subject_id')::uuid,
    closed_at = (change ->> 'closed_at')::timestamptz,
    due_on = case when change ? 'due_on' then (change ->> 'due_on')::date else m.due_on end,
    readers = case when change ? 'readers'
      then array(select jsonb_array_elements_text(change -> 'readers')::uuid) else m.readers end,
    barred = case when change ? 'barred'
      then array(select jsonb_array_elements_text(change -> 'barred')::uuid) else m.barred end
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = matter and ({{visible(m)}} or {{named(m)}})
$$;

alter function app.kin_of owner to plumbline_search;
alter function app.save_matter owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.kin_of from public;
revoke all on function app.save_matter from public;
grant execute on function app.kin_of to plumbline_app;
grant execute on function app.save_matter to plumbline_app;
create index kinship_kin on kinship (jurisdiction_id, kin_person_id) where kin_person_id is not null;
