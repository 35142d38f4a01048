-- How notices reach an account outside the platform: by mail, and as a calendar of its due days. The address is
-- sealed, and counts only once its owner has typed the code that was sent to it.
create table delivery (
  jurisdiction_id integer not null,
  account_id uuid not null,
  mode text not null default 'off' check (mode in ('off', 'each', 'digest')),
  address_sealed bytea,
  confirmed_at timestamptz,
  code_sealed bytea,
  code_until timestamptz,
  code_tries smallint not null default 0,
  -- Unread notices that have been mailed. (A moment would not do: a notice can be committed after a later one.)
  mailed uuid[] not null default '{}',
  digest_on date,
  calendar_hash text,
  calendar_since timestamptz,
  primary key (jurisdiction_id, account_id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id)
);
-- Its owner, and the platform itself when it sends; administrators do not see where people get their mail.
{{tenant(delivery, account_id = (select app.account()) or ((select app.account()) is null and (select app.accounts())))}};
-- The calendar's address is all that a calendar program has.
create index delivery_calendar on delivery (calendar_hash) where calendar_hash is not null;
create policy bearer on delivery for select to plumbline_app using (calendar_hash = (select app.token()));
