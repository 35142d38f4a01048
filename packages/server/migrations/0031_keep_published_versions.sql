-- What a version of the library says, and from which day, is its writers' only while it is a draft. The serving role
-- changes nothing of it by itself: drafts are written, published and taken down by these functions, which find no
-- version that stands or has ended. Only the organ that keeps a version follows its dossier, whatever became of it.
revoke update on library_version from plumbline_app;
revoke update (effective_from, note, source_text, published_at, published_by, withdrawn_at, organ_id)
  on library_version from plumbline_app;
grant update (organ_id) on library_version to plumbline_app;
drop policy change on library_version;
create policy hand_over on library_version for update to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()))
  with check (jurisdiction_id = (select app.jurisdiction()));

create policy definer on library_version for select to plumbline_search using (true);
create policy definer_change on library_version for update to plumbline_search
  using (withdrawn_at is null) with check (true);
grant select on library_version to plumbline_search;
grant update (effective_from, note, source_text, published_at, published_by, withdrawn_at)
  on library_version to plumbline_search;

grant create on schema app to plumbline_search;
create function app.write_version(version uuid, from_day date, about text, source text)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  update library_version v set effective_from = from_day, note = about, source_text = source
  where v.jurisdiction_id = (select app.jurisdiction()) and v.id = version
    and v.published_at is null and v.withdrawn_at is null and v.organ_id = any ((select app.reach())::uuid[])
$$;
create function app.publish_version(version uuid, moment timestamptz, account uuid)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  update library_version v set published_at = moment, published_by = account
  where v.jurisdiction_id = (select app.jurisdiction()) and v.id = version
    and v.published_at is null and v.withdrawn_at is null and v.organ_id = any ((select app.reach())::uuid[])
$$;
create function app.end_version(version uuid, moment timestamptz)
returns void
language sql volatile security definer
set search_path = public, pg_temp
as $$
  update library_version v set withdrawn_at = moment
  where v.jurisdiction_id = (select app.jurisdiction()) and v.id = version
    and v.withdrawn_at is null and v.organ_id = any ((select app.reach())::uuid[])
$$;
alter function app.write_version owner to plumbline_search;
alter function app.publish_version owner to plumbline_search;
alter function app.end_version owner to plumbline_search;
revoke create on schema app from plumbline_search;
revoke all on function app.write_version, app.publish_version, app.end_version from public;
grant execute on function app.write_version, app.publish_version, app.end_version to plumbline_app;
