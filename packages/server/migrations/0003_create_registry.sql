create table unit (
  jurisdiction_id integer not null,
  id uuid not null,
  parent_id uuid,
  name text not null,
  name_en text,
  aliases text[] not null default '{}',
  pinyin text not null default '',
  initials text not null default '',
  credit_code text,
  kind text not null,
  industry text,
  tags text[] not null default '{}',
  active_from date,
  active_to date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, parent_id) references unit (jurisdiction_id, id)
);
create unique index unit_credit_code on unit (jurisdiction_id, credit_code) where credit_code is not null;
create index unit_name on unit (jurisdiction_id, name);
create index unit_pinyin on unit (jurisdiction_id, pinyin, name, id);
create index unit_parent on unit (jurisdiction_id, parent_id);
{{tenant(unit, (select app.registry()) or id = (select app.unit()))}};

create table person (
  jurisdiction_id integer not null,
  id uuid not null,
  name text not null,
  name_en text,
  other_names text[] not null default '{}',
  pinyin text not null default '',
  initials text not null default '',
  sex text check (sex in ('male', 'female', 'other')),
  birth_date date,
  birth_precision text check (birth_precision in ('day', 'month', 'year')),
  death_date date,
  id_masked text,
  version integer not null default 1,
  primary key (jurisdiction_id, id)
);
create index person_name on person (jurisdiction_id, name, id);
create index person_pinyin on person (jurisdiction_id, pinyin, name, id);
{{tenant(person, (select app.registry()) or id = (select app.person()))}};

-- Identity numbers: encrypted, matched by a keyed hash, never part of a list.
create table person_identifier (
  jurisdiction_id integer not null,
  person_id uuid not null,
  scheme text not null,
  value_hash text not null,
  value_sealed bytea not null,
  primary key (jurisdiction_id, person_id, scheme),
  unique (jurisdiction_id, scheme, value_hash),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id)
);
{{tenant(person_identifier, (select app.registry()))}};

-- Keys that records have in outside systems, so that importing again changes nothing.
create table external_key (
  jurisdiction_id integer not null,
  source text not null,
  kind text not null,
  key text not null,
  entity_id uuid not null,
  digest text not null,
  primary key (jurisdiction_id, source, kind, key)
);
create index external_key_entity on external_key (jurisdiction_id, entity_id);
{{tenant(external_key, (select app.registry()))}};

create table post (
  jurisdiction_id integer not null,
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  title_en text,
  level text,
  tags text[] not null default '{}',
  order_no integer not null default 100,
  active_from date,
  active_to date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, unit_id) references unit (jurisdiction_id, id)
);
create index post_unit on post (jurisdiction_id, unit_id, order_no);
{{tenant(post, (select app.registry()) or unit_id = (select app.unit()))}};

-- The authority that manages a post (干部管理权限), with dates.
create table post_authority (
  jurisdiction_id integer not null,
  id uuid not null,
  post_id uuid not null,
  organ_id uuid not null,
  basis text,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, post_id) references post (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  check (to_day is null or to_day >= from_day)
);
create index post_authority_post on post_authority (jurisdiction_id, post_id);
{{tenant(post_authority, (select app.registry()))}};

create table appointment (
  jurisdiction_id integer not null,
  id uuid not null,
  person_id uuid not null,
  post_id uuid not null,
  unit_id uuid not null,
  kind text not null default 'appointed' check (kind in ('appointed', 'acting', 'concurrent')),
  from_day date,
  from_precision text not null default 'day' check (from_precision in ('day', 'month', 'year')),
  to_day date,
  to_precision text not null default 'day' check (to_precision in ('day', 'month', 'year')),
  basis text,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id),
  foreign key (jurisdiction_id, post_id) references post (jurisdiction_id, id),
  foreign key (jurisdiction_id, unit_id) references unit (jurisdiction_id, id),
  check (to_day is null or from_day is null or to_day >= from_day)
);
create index appointment_person on appointment (jurisdiction_id, person_id, from_day desc);
create index appointment_post on appointment (jurisdiction_id, post_id, from_day desc);
create index appointment_unit on appointment (jurisdiction_id, unit_id, from_day desc);
{{tenant(appointment, (select app.registry()) or unit_id = (select app.unit()) or person_id = (select app.person()))}};

-- Kin are third persons: kept with the dossier, cleared like it, outside search.
create table kinship (
  jurisdiction_id integer not null,
  id uuid not null,
  person_id uuid not null,
  relation text not null,
  name text not null,
  kin_person_id uuid,
  birth_date date,
  employer text,
  from_day date,
  to_day date,
  material_id uuid,
  {{visibility_columns}},
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id)
);
create index kinship_person on kinship (jurisdiction_id, person_id);
{{content(kinship)}}
grant delete on kinship to plumbline_app;

-- Which organ supervises which unit, in which of the four kinds.
create table supervision (
  jurisdiction_id integer not null,
  id uuid not null,
  organ_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  foreign key (jurisdiction_id, unit_id) references unit (jurisdiction_id, id),
  check (to_day is null or to_day >= from_day)
);
create index supervision_unit on supervision (jurisdiction_id, unit_id);
create index supervision_organ on supervision (jurisdiction_id, organ_id);
{{tenant(supervision, (select app.registry()) or unit_id = (select app.unit()))}};

-- The officer responsible for a contact unit or cadre (联系单位、联系干部).
create table contact (
  jurisdiction_id integer not null,
  id uuid not null,
  account_id uuid not null,
  organ_id uuid not null,
  unit_id uuid,
  person_id uuid,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  foreign key (jurisdiction_id, unit_id) references unit (jurisdiction_id, id),
  foreign key (jurisdiction_id, person_id) references person (jurisdiction_id, id),
  check ((unit_id is null) <> (person_id is null)),
  check (to_day is null or to_day >= from_day)
);
create index contact_unit on contact (jurisdiction_id, unit_id);
create index contact_person on contact (jurisdiction_id, person_id);
create index contact_account on contact (jurisdiction_id, account_id);
{{tenant(contact, (select app.registry()) or unit_id = (select app.unit()))}};

-- Collaboration zones, joint groups and the leading group; the roles in them come from the pack.
create table zone (
  jurisdiction_id integer not null,
  id uuid not null,
  kind text not null check (kind in ('zone', 'joint-group', 'leading-group')),
  code text not null,
  name text not null,
  name_en text,
  active_from date not null,
  active_to date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  unique (jurisdiction_id, code)
);
{{tenant(zone, true)}};

create table zone_member (
  jurisdiction_id integer not null,
  id uuid not null,
  zone_id uuid not null,
  role text not null,
  organ_id uuid,
  unit_id uuid,
  account_id uuid,
  from_day date not null,
  to_day date,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, zone_id) references zone (jurisdiction_id, id),
  foreign key (jurisdiction_id, organ_id) references organ (jurisdiction_id, id),
  foreign key (jurisdiction_id, unit_id) references unit (jurisdiction_id, id),
  foreign key (jurisdiction_id, account_id) references account (jurisdiction_id, id),
  check (num_nonnulls(organ_id, unit_id, account_id) = 1),
  check (to_day is null or to_day >= from_day)
);
create index zone_member_zone on zone_member (jurisdiction_id, zone_id);
create index zone_member_unit on zone_member (jurisdiction_id, unit_id);
{{tenant(zone_member, true)}};

create table zone_meeting (
  jurisdiction_id integer not null,
  id uuid not null,
  zone_id uuid not null,
  title text not null,
  held_on date not null,
  attendees text[] not null default '{}',
  minutes text not null default '',
  account_id uuid not null,
  version integer not null default 1,
  primary key (jurisdiction_id, id),
  foreign key (jurisdiction_id, zone_id) references zone (jurisdiction_id, id)
);
create index zone_meeting_zone on zone_meeting (jurisdiction_id, zone_id, held_on desc);
-- The members of a group read its minutes, whatever else they may see.
{{tenant(zone_meeting, (select app.registry()) or zone_id in (
  select m.zone_id from zone_member m where m.jurisdiction_id = (select app.jurisdiction())
    and m.organ_id = any ((select app.reach())::uuid[])))}};
