-- Figures about everybody, in which nobody finds himself or kin: whether something is kept about them they do not learn
-- from a share that moves (P14).

-- Which of the persons have an entry in the special file (use `coverage`); says neither how many nor which.
create or replace function app.with_special_file(persons uuid[], statuses text[])
returns setof uuid
language sql stable security definer
set search_path = public, pg_temp
as $$
  select p from unnest(persons) p where exists (
    select from clue c where c.jurisdiction_id = (select app.jurisdiction())
      and c.subject_id = p and c.status = any (statuses))
    and p is distinct from (select app.person()) and p <> all ((select app.own_kin())::uuid[])
$$;

-- Volumes and entries by the body that sent them, period, class and polarity.
create or replace function app.clue_volumes(statuses text[], from_period text, to_period text)
returns table (organ_id uuid, period text, class text, polarity text, entries bigint, subjects bigint)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select c.source_organ_id, c.period, c.class, c.polarity, count(*), count(distinct c.subject_id)
  from clue c
  where c.jurisdiction_id = (select app.jurisdiction()) and c.status = any (statuses)
    and c.period between from_period and to_period
    and c.subject_id is distinct from (select app.person())
    and (c.subject_id is null or c.subject_id <> all ((select app.own_kin())::uuid[]))
    and c.sealed_unit_id is distinct from (select app.unit())
  group by 1, 2, 3, 4
$$;
