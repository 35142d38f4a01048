-- When the caller, under whichever account, last changed what decides who approves about one of these subjects: kinship,
-- level and marks of a post, who holds it until when, kind and marks of a unit. Null: never.
create or replace function app.changed_deciders(subjects uuid[], today date)
returns timestamptz
language sql stable security definer
set search_path = public, pg_temp
as $$
  with own as (
    select (select app.account()) as id
    union select a.id from account a
    where a.jurisdiction_id = (select app.jurisdiction()) and a.person_id = (select app.person())),
  held as (
    select a.post_id, a.unit_id from appointment a
    where a.jurisdiction_id = (select app.jurisdiction()) and a.person_id = any (subjects)
      and (a.to_day is null or a.to_day >= today))
  select max(e.at) from event e
  where e.jurisdiction_id = (select app.jurisdiction()) and e.account_id in (select id from own)
    and (e.type in ('kinship.created', 'kinship.changed', 'kinship.erased')
        and (e.subject_id = any (subjects)
          or exists (select from kinship k where k.jurisdiction_id = e.jurisdiction_id and k.id = e.entity_id
            and k.kin_person_id = any (subjects)))
      or e.type in ('appointment.ended', 'appointment.corrected')
        and (e.subject_id = any (subjects) or (e.data #>> '{before,person_id}')::uuid = any (subjects))
      or e.type in ('post.changed', 'unit.changed')
        and (e.data #> '{before,level}' is distinct from e.data #> '{after,level}'
          or e.data #> '{before,kind}' is distinct from e.data #> '{after,kind}'
          or e.data #> '{before,tags}' is distinct from e.data #> '{after,tags}')
        and (e.entity_id = any (subjects)
          or exists (select from held where e.entity_id in (held.post_id, held.unit_id))))
$$;
grant create on schema app to plumbline_search;
alter function app.changed_deciders owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.changed_deciders from public;
grant execute on function app.changed_deciders to plumbline_app;
