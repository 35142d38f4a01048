-- Whoever is kin of a person by the registry sees neither that person's dossier nor who reads it, whatever the office
-- (P14). Matters, clues and what hangs on them keep out the kin whom the pack calls near.
do $$
declare
  content text;
begin
  foreach content in array array['dossier', 'material', 'kinship', 'instruction', 'collection_task', 'reading_slip', 'search_entry']
  loop
    execute format('create policy kin on %I as restrictive for select to plumbline_app using ('
      'concerns_person_id is null or (select app.person()) is null'
      ' or concerns_person_id <> all ((select app.own_kin())::uuid[]))', content);
  end loop;
end $$;
create policy kin on file as restrictive for select to plumbline_app using (
  material_id is null or concerns_person_id is null or (select app.person()) is null
  or concerns_person_id <> all ((select app.own_kin())::uuid[]));
create policy kin on document as restrictive for select to plumbline_app using (
  matter_id is not null or concerns_person_id is null or (select app.person()) is null
  or concerns_person_id <> all ((select app.own_kin())::uuid[]));

-- As before, without what concerns the caller's kin.
grant create on schema app to plumbline_search;
create or replace function app.search_page(
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
  kin constant uuid[] := app.own_kin();
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
      and (e.concerns_person_id is null or e.concerns_person_id <> all (kin))
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
      and (e.concerns_person_id is null or e.concerns_person_id <> all (kin))
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
revoke create on schema app from plumbline_search;
