-- Persons who are kin of the caller's by the registry, whichever of the two was entered with the other.
create function app.own_kin()
returns uuid[]
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(kin.id), '{}') from (
    select k.kin_person_id as id from kinship k
    where k.jurisdiction_id = (select app.jurisdiction()) and k.person_id = (select app.person())
      and k.kin_person_id is not null
    union
    select k.person_id from kinship k
    where k.jurisdiction_id = (select app.jurisdiction()) and k.kin_person_id = (select app.person())) kin
$$;
grant create on schema app to plumbline_search;
alter function app.own_kin owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.own_kin from public;
grant execute on function app.own_kin to plumbline_app;

-- Nobody reads, returns or mends a row about himself or his kin (P14).
drop policy tenant on submission_row;
create policy tenant on submission_row to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and not aside
    and (organ_id = any ((select app.principals())::uuid[])
      or ((select app.account()) is null and organ_id = any ((select app.reach())::uuid[]))
      or submission_id in (
        select s.id from submission s where s.jurisdiction_id = (select app.jurisdiction())
          and s.submitted_at is not null and s.withdrawn_at is null
          and s.receiver_organ_id = any ((select app.reach())::uuid[])))
    and (subject_id is null or (select app.person()) is null
      or (subject_id <> (select app.person()) and not subject_id = any ((select app.own_kin())::uuid[]))))
  with check (jurisdiction_id = (select app.jurisdiction()));

-- How many rows of each sheet are kept from the caller that way: what is told of the sheet is what shows.
create function app.rows_about_caller(sheets uuid[])
returns table (sheet uuid, n integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select r.submission_id, count(*)::integer from submission_row r
  where r.jurisdiction_id = (select app.jurisdiction()) and r.submission_id = any (sheets) and not r.aside
    and (select app.person()) is not null
    and (r.subject_id = (select app.person()) or r.subject_id = any ((select app.own_kin())::uuid[]))
  group by 1
$$;
grant create on schema app to plumbline_search;
alter function app.rows_about_caller owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.rows_about_caller from public;
grant execute on function app.rows_about_caller to plumbline_app;
