-- What goes on in a matter is set aside with it, and comes back with it.
create index matter_joined on matter (jurisdiction_id, (history ->> 'joined')) where history ? 'joined';

create or replace function app.family_of(root uuid)
returns table (kind text, of_kind text, id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  with recursive family as (
    select m.jurisdiction_id, m.id from matter m
    where m.jurisdiction_id = (select app.jurisdiction()) and m.id = root
    union
    select m.jurisdiction_id, m.id from family f
    cross join lateral (
      select c.jurisdiction_id, c.id from matter c
      where c.jurisdiction_id = f.jurisdiction_id and c.history ? 'parent'
        and c.history -> 'parent' ->> 'matter' = f.id::text
        -- What it began openly is for others to know.
        and c.room > 0
      union all
      select c.jurisdiction_id, c.id from matter c
      where c.jurisdiction_id = f.jurisdiction_id and c.history ? 'joined'
        and c.history ->> 'joined' = f.id::text) m
  ), clues as (
    select c.* from clue c join family f on f.jurisdiction_id = c.jurisdiction_id and f.id = c.matter_id
  ), matters as (
    select f.id from family f
    union select c.match_id from clues c where c.match_id is not null
  ), materials as (
    select m.jurisdiction_id, m.id, m.subject_id from material m
    join family f on f.jurisdiction_id = m.jurisdiction_id and f.id = m.matter_id
  ), files as (
    select f.id from file f join materials m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.material_id
    union select f.id from file f join family m on m.jurisdiction_id = f.jurisdiction_id and m.id = f.matter_id
  ), found as (
    select 'clue' as kind, c.id from clues c
    union all select 'material', m.id from materials m
    union all select 'file', f.id from files f
  )
  select 'matter', '', m.id from matters m
  union all select found.kind, '', found.id from found
  union all select 'document', '', d.id from document d
    join family f on f.jurisdiction_id = d.jurisdiction_id and f.id = d.matter_id
  union all select 'search', e.kind, e.ref_id from search_entry e
    join found on found.kind = e.kind and found.id = e.ref_id
    where e.jurisdiction_id = (select app.jurisdiction())
  union all select 'dossier', '', d.subject_id from dossier d
    where d.jurisdiction_id = (select app.jurisdiction()) and d.opened_by_filing
      and d.subject_id in (select m.subject_id from materials m)
      -- Nothing else called for it.
      and not exists (select from material m where m.jurisdiction_id = d.jurisdiction_id
        and m.subject_id = d.subject_id and m.room < 2 and m.id not in (select o.id from materials o))
$$;
