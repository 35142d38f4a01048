-- Of these ids those under which the caller sees content: what a kept reply told of, and whether it still may.
create or replace function app.seen_among(ids uuid[])
returns uuid[]
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(seen.id), '{}') from (
    select t.id from matter t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)
    union select t.id from clue t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)
    union select t.id from material t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)
    union select t.id from file t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)
    union select t.id from document t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)
    union select t.id from kinship t where t.jurisdiction_id = (select app.jurisdiction()) and t.id = any (ids)) seen
$$;
revoke all on function app.seen_among from public;
grant execute on function app.seen_among to plumbline_app;
