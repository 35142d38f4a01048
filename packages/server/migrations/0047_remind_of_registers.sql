-- Who was told of what a register asks for at the end of a period, so that a repeated run tells nobody twice. The platform's alone.
create table register_reminder (
  jurisdiction_id integer not null,
  account_id uuid not null,
  register text not null,
  period_end date not null,
  stage text not null check (stage in ('due', 'late')),
  primary key (jurisdiction_id, account_id, register, period_end, stage)
);
{{tenant(register_reminder, '00000000-0000-7000-8000-000000000000' = any ((select app.principals())::uuid[]))}};
