-- Functions behind the two pages that are opened most, with the same answers for less work.
grant create on schema app to plumbline_search;

-- As before, but in PL/pgSQL with one plan for all: planning took ten times as long as looking.
drop function app.sealed_items;
create function app.sealed_items(subjects uuid[], items text[], minimums integer[], sinces date[], statuses text[])
returns table (subject_id uuid, item text, last_day date)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
  return query
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
  having count(distinct m.author_id) >= wanted.minimum;
end $$;

-- The page of hits and the figures over all of them, from one gathering of the matches. Rows without a facet are
-- hits in their order; the others are counts. The figures don't follow the filters by facet, so that the reader
-- sees what else there is; with such a filter the hits are gathered for themselves.
drop function app.search_find;
drop function app.search_facets;
create function app.search_page(
  words tsquery, kinds text[], items text[], classes text[], polarities text[], statuses text[],
  subject uuid, from_day date, to_day date,
  after_rank real, after_day date, after_ref uuid, most integer)
returns table (facet text, value text, count bigint, kind text, ref_id uuid, rank real, day date)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  narrowed constant boolean := num_nonnulls(kinds, items, classes, polarities) > 0;
begin
  -- The matches are gathered first and ordered afterwards; a walk along the date index would be endless
  -- for a rare word. Of a very common word so many matches are enough.
  return query
  with hits as materialized (
    select e.kind, e.ref_id, e.item, e.class, e.polarity,
      case when not narrowed then ts_rank(e.tsv, words) end as rank, coalesce(e.day, date '0001-01-01') as day
    from search_entry e
    where e.tsv @@ words
      and {{visible(e)}}
      and (e.status is null or e.status = any (statuses))
      and (subject is null or e.subject_id = subject)
      and (from_day is null or e.day >= from_day)
      and (to_day is null or e.day <= to_day)
    limit 20000),
  narrow as (
    select e.kind, e.ref_id, ts_rank(e.tsv, words) as rank, coalesce(e.day, date '0001-01-01') as day
    from search_entry e
    where narrowed
      and e.tsv @@ words
      and {{visible(e)}}
      and (kinds is null or e.kind = any (kinds))
      and (items is null or e.item = any (items))
      and (classes is null or e.class = any (classes))
      and (polarities is null or e.polarity = any (polarities))
      and (e.status is null or e.status = any (statuses))
      and (subject is null or e.subject_id = subject)
      and (from_day is null or e.day >= from_day)
      and (to_day is null or e.day <= to_day)
    limit 20000),
  page as (
    select * from (
      select h.kind, h.ref_id, h.rank, h.day from hits h where not narrowed
      union all select n.kind, n.ref_id, n.rank, n.day from narrow n) f
    where after_rank is null or (f.rank, f.day, f.ref_id) < (after_rank, after_day, after_ref)
    order by f.rank desc, f.day desc, f.ref_id desc
    limit most),
  figures as (
    select
      case grouping(h.kind, h.item, h.class, h.polarity)
        when 7 then 'kind' when 11 then 'item' when 13 then 'class' when 14 then 'polarity' else 'all' end as facet,
      coalesce(h.kind, h.item, h.class, h.polarity) as value, count(*) as count
    from hits h
    group by grouping sets ((), (h.kind), (h.item), (h.class), (h.polarity)))
  select null::text, null::text, null::bigint, p.kind, p.ref_id, p.rank, p.day from page p
  union all
  select f.facet, f.value, f.count, null, null, null, null from figures f
  where f.facet = 'all' or f.value is not null
  order by 6 desc nulls last, 7 desc nulls last, 5 desc nulls last;
end $$;

alter function app.sealed_items owner to plumbline_search;
alter function app.search_page owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.sealed_items, app.search_page from public;
grant execute on function app.sealed_items, app.search_page to plumbline_app;
