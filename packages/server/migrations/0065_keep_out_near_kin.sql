-- Whom the pack calls near is kept out of matters and clues. The registry knows colleagues and classmates besides, who are
-- kept out of dossiers alone: whoever once led the subject still decides where he has to.
create function app.near() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.near', true), ''), '{}')::text[] $$;
create function app.near_kin()
returns uuid[]
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(kin.kin_id), '{}') from app.kin_of(array[(select app.person())], (select app.near())) kin
$$;
grant create on schema app to plumbline_search;
alter function app.near_kin owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.near_kin from public;
grant execute on function app.near_kin to plumbline_app;

-- What its subject is shown, such as a task to bring something, names nobody whom it is kept from: its subject tells.
alter policy kin on matter using (
  coalesce(concerns_person_id <> all ((select app.near_kin())::uuid[]), true)
  and coalesce(subject_id <> all ((select app.near_kin())::uuid[]), true));
alter policy kin on clue using (coalesce(concerns_person_id <> all ((select app.near_kin())::uuid[]), true));
alter policy kin on collection_task using (subject_id <> all ((select app.own_kin())::uuid[]));
