-- Answers to letters that stand: spot checks of truthfulness draw from them. The platform's alone: whoever commits to a list
-- need not see every letter in it, and who is kin or recused finds none left out.
create table answered_letter (
  jurisdiction_id integer not null,
  matter_id uuid not null,
  organ_id uuid not null,
  answered_on date not null,
  primary key (jurisdiction_id, matter_id)
);
create index answered_letter_day on answered_letter (jurisdiction_id, organ_id, answered_on);
{{tenant(answered_letter, '00000000-0000-7000-8000-000000000000' = any ((select app.principals())::uuid[]))}};

-- What an organ committed to before the number was known, and the number that then decided. Seen like its matter.
create table spot_check (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  letters integer not null check (letters > 0),
  draws integer not null check (draws between 1 and letters),
  digits integer not null check (digits between 5 and 40),
  source text not null,
  source_on date not null,
  list_hash text not null,
  commitment text not null,
  committed_at timestamptz not null,
  committed_by uuid not null,
  number text,
  published_in text,
  seed text,
  drawn_at timestamptz,
  drawn_by uuid check (drawn_by <> committed_by),
  voided_at timestamptz,
  primary key (jurisdiction_id, id)
);
create index spot_check_organ on spot_check (jurisdiction_id, organ_id, to_on);

-- The list itself, in the order that was hashed. Written before the commitment and never after it.
create table spot_check_letter (
  jurisdiction_id integer not null,
  spot_check_id uuid not null,
  place integer not null check (place > 0),
  letter_id uuid not null,
  letter_number text not null,
  drawn integer check (drawn > 0),
  check_id uuid,
  result text check (result in ('truthful', 'inaccurate', 'false', 'set-aside')),
  result_on date,
  primary key (jurisdiction_id, spot_check_id, place),
  unique (jurisdiction_id, spot_check_id, letter_id)
);
create unique index spot_check_letter_check on spot_check_letter (jurisdiction_id, check_id) where check_id is not null;
create unique index spot_check_letter_drawn on spot_check_letter (jurisdiction_id, spot_check_id, drawn) where drawn is not null;

{{tenant(spot_check, exists (select 1 from matter m where m.jurisdiction_id = spot_check.jurisdiction_id and m.id = spot_check.id))}};
{{tenant(spot_check_letter, exists (select 1 from matter m where m.jurisdiction_id = spot_check_letter.jurisdiction_id and m.id = spot_check_letter.spot_check_id))}};
revoke update, delete on spot_check, spot_check_letter from plumbline_app;
grant update (number, published_in, seed, drawn_at, drawn_by, voided_at) on spot_check to plumbline_app;
grant update (drawn, check_id, result, result_on) on spot_check_letter to plumbline_app;
-- A number is entered once, and a void commitment stays void.
create policy once on spot_check as restrictive for update to plumbline_app
  using (number is null and voided_at is null) with check (true);
create policy closed on spot_check_letter as restrictive for insert to plumbline_app
  with check (not exists (select 1 from spot_check s
    where s.jurisdiction_id = spot_check_letter.jurisdiction_id and s.id = spot_check_letter.spot_check_id));
create policy told_once on spot_check_letter as restrictive for update to plumbline_app
  using (result is null) with check (true);
