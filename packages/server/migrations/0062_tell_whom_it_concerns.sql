-- Readings of the caller's own dossier on a slip, for one of these purposes: the slip itself is kept from whom it
-- concerns. What lies in a clue room or was set aside is never told of.
grant create on schema app to plumbline_search;
create function app.own_readings(told text[], since date, zone text)
returns table (day date, account_id uuid, purpose text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select (r.opened_at at time zone zone)::date, r.account_id, r.purpose
  from reading_slip r
  where r.jurisdiction_id = (select app.jurisdiction())
    and r.subject_kind = 'person' and r.subject_id = (select app.person())
    and r.account_id is distinct from (select app.account())
    and r.room = 0 and r.opened_at is not null and r.purpose = any (told)
    and (r.opened_at at time zone zone)::date >= since
  order by r.opened_at desc, r.matter_id
$$;
alter function app.own_readings owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.own_readings from public;
grant execute on function app.own_readings to plumbline_app;

-- Whoever is barred knows of it, whatever the classification of the matter that it came of.
create policy named on bar for select to plumbline_app using ({{named(bar)}});
