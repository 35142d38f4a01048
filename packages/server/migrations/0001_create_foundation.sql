-- Roles. The serving process connects as plumbline_app, which owns nothing and can't bypass row-level
-- security; plumbline_search owns the few functions that evaluate visibility themselves.
do $$
begin
  if not exists (select from pg_roles where rolname = 'plumbline_app') then
    create role plumbline_app login noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'plumbline_search') then
    create role plumbline_search nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
  execute format('grant plumbline_search to %I', current_user);
end $$;

create schema app;
grant usage on schema app to plumbline_app, plumbline_search;
grant usage on schema public to plumbline_app, plumbline_search;

-- The actor of the transaction. An unset value denies; it never fails.
create function app.jurisdiction() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('app.jurisdiction', true), '')::integer $$;
create function app.account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function app.person() returns uuid language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.person', true), ''), '00000000-0000-0000-0000-000000000000')::uuid $$;
create function app.unit() returns uuid language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.unit', true), ''), '00000000-0000-0000-0000-000000000000')::uuid $$;
create function app.clearance() returns smallint language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.clearance', true), ''), '0')::smallint $$;
create function app.reach() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.reach', true), ''), '{}')::uuid[] $$;
create function app.rooms() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.rooms', true), ''), '{}')::uuid[] $$;
create function app.principals() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.principals', true), ''), '{}')::uuid[] $$;
create function app.registry() returns boolean language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.registry', true), ''), '0') = '1' $$;
create function app.ledger() returns boolean language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.ledger', true), ''), '0') = '1' $$;
create function app.accounts() returns boolean language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.accounts', true), ''), '0') = '1' $$;
create function app.token() returns text language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.token', true), ''), '-') $$;

-- Tenants. Listed before anybody is signed in, so the row holds nothing but names.
create table jurisdiction (
  id integer primary key,
  code text not null unique,
  name text not null,
  name_en text not null,
  pack_code text not null,
  pack_version text not null,
  created_at timestamptz not null
);
alter table jurisdiction enable row level security;
alter table jurisdiction force row level security;
create policy everyone on jurisdiction for select to plumbline_app using (true);
create policy tenant on jurisdiction for update to plumbline_app using (id = (select app.jurisdiction()));
create policy set_up on jurisdiction for insert to plumbline_app with check (id = (select app.jurisdiction()));
grant select, insert, update on jurisdiction to plumbline_app;

-- Every installed version of a pack is kept whole: old dossiers keep the catalogue they were filed under.
create table pack (
  code text not null,
  version text not null,
  digest text not null,
  content jsonb not null,
  installed_at timestamptz not null,
  primary key (code, version)
);
alter table pack enable row level security;
alter table pack force row level security;
create policy everyone on pack for select to plumbline_app using (true);
create policy install on pack for insert to plumbline_app with check (true);
grant select, insert on pack to plumbline_app;

-- The ledger's events. Append-only for the application; leaf numbers come when the log is sealed.
create table event (
  jurisdiction_id integer not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  organ_id uuid,
  kind text not null check (kind in ('write', 'open')),
  type text not null,
  entity text not null,
  entity_id uuid,
  subject_id uuid,
  matter_id uuid,
  data jsonb not null default '{}',
  salt bytea not null,
  commitment bytea not null,
  leaf bigint,
  primary key (jurisdiction_id, id)
);
create index event_at on event (jurisdiction_id, at desc, id desc);
create index event_entity on event (jurisdiction_id, entity_id, at desc);
create index event_subject on event (jurisdiction_id, subject_id, at desc) where subject_id is not null;
create index event_matter on event (jurisdiction_id, matter_id, at, id) where matter_id is not null;
create index event_account on event (jurisdiction_id, account_id, at desc);

-- Work to be done after the commit: written in the transaction, fed to the job queue by the worker.
create table outbox (
  jurisdiction_id integer not null,
  id uuid not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  primary key (jurisdiction_id, id)
);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy worker on outbox to plumbline_app using (true)
  with check (jurisdiction_id = (select app.jurisdiction()));
grant select, insert, update, delete on outbox to plumbline_app;

-- The first reply to each write, given again when the client repeats its key.
create table idempotency (
  jurisdiction_id integer not null,
  account_id uuid not null,
  key text not null,
  route text not null,
  digest text not null,
  status smallint,
  reply jsonb,
  created_at timestamptz not null,
  primary key (jurisdiction_id, account_id, key)
);
{{tenant(idempotency, account_id = (select app.account()))}};
create index idempotency_age on idempotency (created_at);

-- Long work: who asked, how far it is, what came of it.
create table job (
  jurisdiction_id integer not null,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  done integer not null default 0,
  total integer,
  entity_id uuid,
  result jsonb,
  problem jsonb,
  account_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (jurisdiction_id, id)
);
{{tenant(job, account_id = (select app.account()))}};
create index job_entity on job (jurisdiction_id, entity_id, created_at desc);

-- Numbers per organ, series and year, without gaps: taken under the row's lock in the writing transaction.
create table number_series (
  jurisdiction_id integer not null,
  organ_id uuid not null,
  series text not null,
  year smallint not null,
  last integer not null,
  primary key (jurisdiction_id, organ_id, series, year)
);
{{tenant(number_series, true)}};

-- In-app notices: content-free, addressed to an account, a unit's liaison or a person.
create table notice (
  jurisdiction_id integer not null,
  id uuid not null,
  principal_id uuid not null,
  kind text not null,
  params jsonb not null default '{}',
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (jurisdiction_id, id)
);
create index notice_principal on notice (jurisdiction_id, principal_id, created_at desc);
alter table notice enable row level security;
alter table notice force row level security;
create policy mine on notice for select to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction()) and principal_id = any ((select app.principals())::uuid[]));
create policy read_mine on notice for update to plumbline_app using (
  jurisdiction_id = (select app.jurisdiction()) and principal_id = any ((select app.principals())::uuid[]));
create policy send on notice for insert to plumbline_app with check (jurisdiction_id = (select app.jurisdiction()));
grant select, insert, update on notice to plumbline_app;
