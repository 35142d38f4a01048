-- Views of lists that a person keeps under a name: filters and columns, never a row. Nobody else sees them.
create table saved_view (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  filters jsonb not null,
  columns jsonb,
  is_default boolean not null default false,
  created_at timestamptz not null,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, account_id, list, name)
);
{{tenant(saved_view, account_id = (select app.account()))}};
create unique index saved_view_default on saved_view (jurisdiction_id, account_id, list) where is_default;
