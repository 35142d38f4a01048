-- A step was recorded about a subject. When the matter turns out to concern somebody else and moves, whoever sees it
-- now must not read from its earlier rows about whom it was: the row is hidden, and the functions below tell of
-- the step what the new place may know, which is no subject, form or reason.
drop policy readers on event;
create policy readers on event for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction())
  and ((select app.ledger())
    or account_id = (select app.account())
    or (matter_id is not null and kind = 'write' and exists (
      select from matter m where m.jurisdiction_id = event.jurisdiction_id and m.id = event.matter_id
        and (event.subject_id is null or event.subject_id = m.subject_id)))));
create policy definer on event for select to plumbline_search using (true);
grant select on event to plumbline_search;

grant create on schema app to plumbline_search;

-- What was done on one matter that the actor sees, oldest first.
create function app.matter_steps(of uuid)
returns table (id uuid, at timestamptz, account_id uuid, data jsonb)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select e.id, e.at, e.account_id,
    case when e.subject_id is null or e.subject_id = m.subject_id then e.data
      else jsonb_strip_nulls(jsonb_build_object('type', e.data -> 'type', 'seq', e.data -> 'seq',
        'action', e.data -> 'action', 'asked', e.data -> 'asked', 'from', e.data -> 'from', 'to', e.data -> 'to')) end
  from matter m
  join event e on e.jurisdiction_id = m.jurisdiction_id and e.matter_id = m.id
  where m.jurisdiction_id = (select app.jurisdiction()) and m.id = of
    and e.type in ('matter.begun', 'matter.acted') and ({{visible(m)}} or {{named(m)}})
  order by e.at, e.id
$$;

-- Steps of all matters that the actor sees, in codes; readers of the ledger have all of them, everybody their own.
-- The subject is the matter's present one, where that is in sight.
create function app.recorded_steps(
  of_procedure text, begun_from timestamptz, begun_until timestamptz, after_at timestamptz, after_id uuid, most integer)
returns table (id uuid, at timestamptz, matter uuid, procedure text, type text, action text, from_state text,
  to_state text, account uuid, organ uuid, kind text, subject uuid)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  select e.id, e.at, e.matter_id, e.entity, e.data ->> 'type', e.data ->> 'action', e.data ->> 'from',
    e.data ->> 'to', e.account_id, e.organ_id, m.subject_kind, m.subject_id
  from event e
  left join matter m on m.jurisdiction_id = e.jurisdiction_id and m.id = e.matter_id
    and ({{visible(m)}} or {{named(m)}})
  where e.jurisdiction_id = (select app.jurisdiction()) and e.matter_id is not null and e.kind = 'write'
    and e.type in ('matter.begun', 'matter.acted') and e.data ? 'to'
    and (m.id is not null or (select app.ledger()) or e.account_id = (select app.account()))
    and (of_procedure is null or e.entity = of_procedure)
    and ((begun_from is null and begun_until is null) or e.matter_id in (
      select b.matter_id from event b
      where b.jurisdiction_id = (select app.jurisdiction()) and b.type = 'matter.begun'
        and (begun_from is null or b.at >= begun_from) and (begun_until is null or b.at < begun_until)))
    and (after_at is null or (e.at, e.id) > (after_at, after_id))
  order by e.at, e.id
  limit most;
end $$;

alter function app.matter_steps owner to plumbline_search;
alter function app.recorded_steps owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.matter_steps, app.recorded_steps from public;
grant execute on function app.matter_steps, app.recorded_steps to plumbline_app;
