-- A sketch of what a clue says, by which its likeness to another text is estimated without reading either, and how many
-- shingles it was drawn from. A clue from before has none and is judged by the keys that it shares.
alter table clue add column sketch bit(512), add column shingles integer;

-- Clues that share a key of near-identity with a text and are promising by their sketch, most alike first. What is set
-- aside is never among them, whoever asks. Most of those that share a key are nothing alike: the sketch tells them off
-- before the dearer question is asked who may see them. An estimate may be off by so much and no more.
drop function app.similar_clues(text[], integer);
grant create on schema app to plumbline_search;
create function app.similar_clues(
  keys text[], drawn bit, size integer, alike float8, contained float8, enough integer, most integer)
returns table (id uuid)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  of_all constant float8 := alike - 0.15;
  of_the_smaller constant float8 := contained - 0.25;
begin
  return query
  with near as materialized (
    select c.jurisdiction_id, c.id, c.classification, c.room, c.organ_id, c.readers, c.barred,
      c.concerns_person_id, c.sealed_unit_id, c.shingles,
      1 - bit_count(c.sketch # drawn) / 256::float8 as likeness,
      case when c.sketch is null then c.bands end as bands
    from clue c
    where c.bands && keys and c.room < 2
      -- Half of the bits differ by chance. So much likeness has what is alike, or stands in the longer of the two.
      and (c.sketch is null or bit_count(c.sketch # drawn) <= 256 * (1 - case
        when least(c.shingles, size) < enough then of_all
        else least(of_all, of_the_smaller * least(c.shingles, size)
          / (c.shingles + size - of_the_smaller * least(c.shingles, size))) end)))
  select n.id from near n
  cross join lateral (
    select n.likeness / (1 + n.likeness) * (n.shingles + size) / least(n.shingles, size) as share) part
  where {{visible(n)}}
  order by greatest(
    n.likeness,
    case when part.share >= of_the_smaller then 0.9 * least(part.share, 1) end,
    case when n.bands is not null then
      cbrt((select count(*) from unnest(n.bands) band where band = any (keys)) / cardinality(keys)::float8) end) desc,
    n.id
  limit most;
end $$;
alter function app.similar_clues owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.similar_clues from public;
grant execute on function app.similar_clues to plumbline_app;
