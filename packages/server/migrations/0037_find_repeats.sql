-- A clue that came again goes on in the file of the earlier one: it keeps its number and history and counts no more.
alter table clue add column merged_into uuid;
create index clue_merged on clue (jurisdiction_id, merged_into) where merged_into is not null;

-- Clues that share a key of near-identity with a text, most keys first. What is set aside is never among them, whoever
-- asks. Of a letter that came more often than is gathered here, so many are enough.
create or replace function app.similar_clues(keys text[], most integer)
returns table (id uuid, shared integer)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with hits as materialized (
    select c.id, c.bands from clue c where c.bands && keys and c.room < 2 and {{visible(c)}} limit 20000)
  select h.id, count(*)::integer as shared
  from hits h cross join lateral unnest(h.bands) band
  where band = any (keys)
  group by h.id order by shared desc, h.id limit most;
end $$;
