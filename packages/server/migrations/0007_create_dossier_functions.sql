-- What the platform must know of dossiers that the actor may not see, and what it may tell of sealed entries:
-- each function gives exactly that and no row more.
grant create on schema app to plumbline_search;

-- Where an entry about a subject belongs. A sender files without seeing the dossier.
create function app.dossier_place(subject uuid)
returns table (organ_id uuid, classification smallint, subject_kind text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select d.organ_id, d.classification, d.subject_kind from dossier d
  where d.jurisdiction_id = (select app.jurisdiction()) and d.subject_id = subject
$$;

-- Whether anything at all is filed in a dossier.
create function app.dossier_in_use(subject uuid)
returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
  select exists (select from material m
    where m.jurisdiction_id = (select app.jurisdiction()) and m.subject_id = subject)
$$;

-- Of entries that are shown together only: per subject and item whether there are authors enough, and the
-- newest day then. Below the minimum neither the number nor a day comes out. `statuses` are those that count.
create function app.sealed_items(subjects uuid[], items text[], minimums integer[], sinces date[], statuses text[])
returns table (subject_id uuid, item text, last_day date)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select m.subject_id, m.item, max(coalesce(m.occurred_on, m.received_on))
  from material m
  join unnest(items, minimums, sinces) as wanted (item, minimum, since) on wanted.item = m.item
  where m.jurisdiction_id = (select app.jurisdiction())
    and m.subject_id = any (subjects)
    and m.status = any (statuses)
    and (wanted.since is null or coalesce(m.occurred_on, m.received_on) >= wanted.since)
    and m.concerns_person_id is distinct from (select app.person())
    and m.sealed_unit_id is distinct from (select app.unit())
    and exists (select from dossier d
      where d.jurisdiction_id = m.jurisdiction_id and d.subject_id = m.subject_id and {{visible(d)}})
  group by m.subject_id, m.item, wanted.minimum
  having count(distinct m.author_id) >= wanted.minimum
$$;

-- The forms of a sealed item, newest of each author, without author and in no order that could tell one;
-- nothing at all below the minimum.
create function app.sealed_forms(subject uuid, wanted text, minimum integer, statuses text[], since date)
returns table (form jsonb, pack_version text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  with newest as (
    select distinct on (m.author_id) m.author_id, m.form, m.pack_version
    from material m
    where m.jurisdiction_id = (select app.jurisdiction())
      and m.subject_id = subject and m.item = wanted and m.status = any (statuses)
      and (since is null or coalesce(m.occurred_on, m.received_on) >= since)
      and m.concerns_person_id is distinct from (select app.person())
      and m.sealed_unit_id is distinct from (select app.unit())
      and exists (select from dossier d
        where d.jurisdiction_id = m.jurisdiction_id and d.subject_id = m.subject_id and {{visible(d)}})
    order by m.author_id, m.created_at desc, m.id desc)
  select n.form, n.pack_version from newest n
  where (select count(*) from newest) >= minimum
  order by md5(n.form::text)
$$;

-- Whether somebody has a task for a sealed item to answer already; asked only where a second one would be made.
create function app.sealed_task_open(subject uuid, wanted text, contributor uuid)
returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
  select exists (select from collection_task t
    where t.jurisdiction_id = (select app.jurisdiction()) and t.subject_id = subject and t.item = wanted
      and t.contributor_id = contributor and t.ended_at is null and t.supplied_at is null)
$$;

alter function app.dossier_place owner to plumbline_search;
alter function app.dossier_in_use owner to plumbline_search;
alter function app.sealed_items owner to plumbline_search;
alter function app.sealed_forms owner to plumbline_search;
alter function app.sealed_task_open owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.dossier_place from public;
revoke all on function app.dossier_in_use from public;
revoke all on function app.sealed_items from public;
revoke all on function app.sealed_forms from public;
revoke all on function app.sealed_task_open from public;
grant execute on function app.dossier_place to plumbline_app;
grant execute on function app.dossier_in_use to plumbline_app;
grant execute on function app.sealed_items to plumbline_app;
grant execute on function app.sealed_forms to plumbline_app;
grant execute on function app.sealed_task_open to plumbline_app;
