-- A new password asked for by one administrator for an account that holds a role: nothing happens until a second
-- one confirms, and each of them knows one half. Sealed: the first half, which makes the password with the second.
create table password_reset (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  reason text not null,
  first_half bytea,
  requested_by uuid not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision text check (decision in ('confirmed', 'refused', 'withdrawn', 'lapsed')),
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id),
  check (requested_by <> account_id),
  check (decision <> 'confirmed' or (decided_by <> requested_by and decided_by <> account_id))
);
create unique index password_reset_open on password_reset (jurisdiction_id, account_id) where decided_at is null;
{{tenant(password_reset, (select app.accounts()) or account_id = (select app.account()))}};
