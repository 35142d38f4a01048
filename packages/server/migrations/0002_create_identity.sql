create table organ (
  jurisdiction_id integer not null,
  id uuid not null,
  parent_id uuid,
  kind text not null,
  code text not null,
  name text not null,
  name_en text,
  active_from date not null,
  active_to date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, code),
  foreign key (jurisdiction_id, parent_id) references organ (jurisdiction_id, id)
);
{{tenant(organ, true)}};

-- A dated, granted reach of one organ over what another keeps (joint groups, zones, dispatched offices).
create table organ_reach (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  over_organ_id uuid not null,
  includes_below boolean not null default false,
  clue_room boolean not null default false,
  basis text not null,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  foreign key (jurisdiction_id, over_organ_id) references organ (jurisdiction_id, id),
  check (to_day is null or to_day >= from_day - 1)
);
{{tenant(organ_reach, true)}};

create table account (
  jurisdiction_id integer not null,
  id uuid not null,
  username text not null,
  name text not null,
  person_id uuid,
  unit_id uuid,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  closed_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (jurisdiction_id, id)
);
create unique index account_username on account (jurisdiction_id, lower(username));
create index account_person on account (jurisdiction_id, person_id) where person_id is not null;
{{tenant(account, true)}};

-- Secrets stand apart from the account, readable by its owner and by who manages accounts only.
create table credential (
  jurisdiction_id integer not null,
  account_id uuid not null,
  password_hash text,
  must_change boolean not null default false,
  -- An initial password that nobody used until then no longer opens anything.
  initial_until timestamptz,
  failed_count integer not null default 0,
  locked_until timestamptz,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  -- A new secret until its first code confirms it; the old one serves until then.
  totp_pending bytea,
  primary key (jurisdiction_id, account_id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id)
);
{{tenant(credential, account_id = (select app.account()) or (select app.accounts()))}};

create table passkey (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, credential_id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id)
);
{{tenant(passkey, account_id = (select app.account()) or (select app.accounts()))}};

-- Passkey challenges are signed, not stored; one that was answered is kept until it would have ended anyway,
-- so that no answer counts twice. Sign-in happens in jurisdiction 0: the account is not known yet.
create table spent_challenge (
  jurisdiction_id integer not null,
  digest text not null,
  expires_at timestamptz not null,
  primary key (jurisdiction_id, digest)
);
{{tenant(spent_challenge, true)}};

-- Sessions are found by the digest of their token before the tenant is known. No addresses, no devices.
create table session (
  token_hash text primary key,
  id uuid not null,
  jurisdiction_id integer not null,
  account_id uuid not null,
  method text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on session (jurisdiction_id, account_id);
alter table session enable row level security;
alter table session force row level security;
create policy bearer on session for select to plumbline_app using (token_hash = (select app.token()));
create policy owner on session to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and (account_id = (select app.account()) or (select app.accounts())))
  with check (jurisdiction_id = (select app.jurisdiction()) and (account_id = (select app.account()) or (select app.accounts())));
grant select, insert, update, delete on session to plumbline_app;

create table api_token (
  token_hash text primary key,
  id uuid not null,
  jurisdiction_id integer not null,
  account_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on api_token (jurisdiction_id, account_id);
alter table api_token enable row level security;
alter table api_token force row level security;
create policy bearer on api_token for select to plumbline_app using (token_hash = (select app.token()));
create policy owner on api_token to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and (account_id = (select app.account()) or (select app.accounts())))
  with check (jurisdiction_id = (select app.jurisdiction()) and (account_id = (select app.account()) or (select app.accounts())));
grant select, insert, update on api_token to plumbline_app;

-- A role held for a time, in an organ or (the pack says which) in a supervised unit. One that ended before
-- its first day was over is kept with a last day before the first: it holds on no day.
create table role_grant (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  organ_id uuid,
  unit_id uuid,
  from_day date not null,
  to_day date,
  basis text,
  granted_by uuid,
  granted_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  check (num_nonnulls(organ_id, unit_id) = 1),
  check (to_day is null or to_day >= from_day - 1)
);
create index role_grant_account on role_grant (jurisdiction_id, account_id);
create index role_grant_organ on role_grant (jurisdiction_id, organ_id);
{{tenant(role_grant, true)}};

-- Roles that a workbook of accounts asks for. Whoever manages accounts may propose; only a second person, who
-- manages grants, can make roles of them.
create table grant_proposal (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  organ_id uuid,
  unit_id uuid,
  from_day date not null,
  to_day date,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision text check (decision in ('granted', 'refused')),
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  check (num_nonnulls(organ_id, unit_id) = 1)
);
create index grant_proposal_open on grant_proposal (jurisdiction_id, proposed_at) where decided_at is null;
{{tenant(grant_proposal, (select app.accounts()))}};

-- Initial passwords of an import, sealed, until they are fetched once.
create table password_sheet (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (jurisdiction_id, id)
);
{{tenant(password_sheet, account_id = (select app.account()))}};
