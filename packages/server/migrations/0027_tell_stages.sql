-- What the report of stage times is computed from: of each matter in sight its states and terms in codes, nothing else.
-- Figures are of these matters alone, so that no figure tells of a matter that a list hides.
grant create on schema app to plumbline_search;

create function app.stage_histories(
  of_procedure text, of_version text, of_organ uuid, opened_from timestamptz, opened_until timestamptz,
  after_id uuid, most integer)
returns table (id uuid, procedure text, organ uuid, steps jsonb)
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with chosen as (
    select m.jurisdiction_id, m.id, m.procedure, m.organ_id from matter m
    where m.jurisdiction_id = (select app.jurisdiction()) and ({{visible(m)}} or {{named(m)}})
      and (of_procedure is null or m.procedure = of_procedure)
      and (of_version is null or m.pack_version = of_version)
      and (of_organ is null or m.organ_id = of_organ)
      and (opened_from is null or m.opened_at >= opened_from)
      and (opened_until is null or m.opened_at < opened_until)
      and (after_id is null or m.id > after_id)
    order by m.id
    limit most
  )
  select c.id, c.procedure, c.organ_id, s.steps
  from chosen c cross join lateral (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('seq', e.data -> 'seq', 'at', e.data -> 'at',
        'type', e.data -> 'type', 'to', e.data -> 'to', 'terms', e.data -> 'terms'))
      order by (e.data ->> 'seq')::integer), '[]'::jsonb) as steps
    from event e
    where e.jurisdiction_id = c.jurisdiction_id and e.matter_id = c.id and e.kind = 'write'
      and e.type in ('matter.begun', 'matter.acted') and e.data ? 'to') s
  order by c.id;
end $$;

alter function app.stage_histories owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.stage_histories from public;
grant execute on function app.stage_histories to plumbline_app;
