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

-- Full-text search. tsv @@ query is not leakproof, so under row-level security no index could serve it:
-- these functions evaluate the same visibility predicate themselves and give back ids and figures only.
grant create on schema app to plumbline_search;

create function app.search_find(
  words tsquery, kinds text[], items text[], classes text[], polarities text[], statuses text[],
  subject uuid, from_day date, to_day date,
  after_rank real, after_day date, after_ref uuid, most integer)
returns table (kind text, ref_id uuid, rank real, day date)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  -- The matches are gathered first and ordered afterwards; a walk along the date index would be endless
  -- for a rare word. Of a very common word the newest matches are enough.
  return query
  with hits as materialized (
    select e.kind, e.ref_id, ts_rank(e.tsv, words) as rank, coalesce(e.day, date '0001-01-01') as day
    from search_entry e
    where e.tsv @@ words
      and {{visible(e)}}
      and (kinds is null or e.kind = any (kinds))
      and (items is null or e.item = any (items))
      and (classes is null or e.class = any (classes))
      and (polarities is null or e.polarity = any (polarities))
      and (e.status is null or e.status = any (statuses))
      and (subject is null or e.subject_id = subject)
      and (from_day is null or e.day >= from_day)
      and (to_day is null or e.day <= to_day)
    limit 20000)
  select h.kind, h.ref_id, h.rank, h.day from hits h
  where after_rank is null or (h.rank, h.day, h.ref_id) < (after_rank, after_day, after_ref)
  order by h.rank desc, h.day desc, h.ref_id desc
  limit most;
end $$;

create function app.search_facets(
  words tsquery, statuses text[], subject uuid, from_day date, to_day date)
returns table (facet text, value text, count bigint)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with hits as materialized (
    select e.kind, e.item, e.class, e.polarity
    from search_entry e
    where e.tsv @@ words
      and {{visible(e)}}
      and (e.status is null or e.status = any (statuses))
      and (subject is null or e.subject_id = subject)
      and (from_day is null or e.day >= from_day)
      and (to_day is null or e.day <= to_day)
    limit 20000)
  select 'all', null::text, count(*) from hits
  union all select 'kind', h.kind, count(*) from hits h group by h.kind
  union all select 'item', h.item, count(*) from hits h where h.item is not null group by h.item
  union all select 'class', h.class, count(*) from hits h where h.class is not null group by h.class
  union all select 'polarity', h.polarity, count(*) from hits h where h.polarity is not null group by h.polarity;
end $$;

alter function app.search_find owner to plumbline_search;
alter function app.search_facets owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.search_find from public;
revoke all on function app.search_facets from public;
grant execute on function app.search_find to plumbline_app;
grant execute on function app.search_facets to plumbline_app;
