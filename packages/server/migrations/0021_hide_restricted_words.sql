-- Search entries that were written before search was kept from reading restricted entries to whoever has no slip:
-- their words go now, whatever level any version of the pack has put behind a slip, and the platform writes anew
-- (job dossier.restore-search) what may be found of them. Names of their files are found no more.

-- The owner is bound by row-level security too; it works on every jurisdiction here.
alter table jurisdiction no force row level security;
alter table pack no force row level security;
alter table search_entry no force row level security;
alter table file no force row level security;
alter table material no force row level security;
alter table outbox no force row level security;

create temporary table behind_slip on commit drop as
  select distinct j.id as jurisdiction_id, (level ->> 'level')::smallint as classification
  from jurisdiction j
  join pack p on p.code = j.pack_code
  cross join lateral jsonb_array_elements(p.content -> 'classifications') as level
  where (level ->> 'readingSlip')::boolean;

delete from search_entry e
using file f, material m, behind_slip s
where e.kind = 'file'
  and f.jurisdiction_id = e.jurisdiction_id and f.id = e.ref_id
  and m.jurisdiction_id = f.jurisdiction_id and m.id = f.material_id
  and s.jurisdiction_id = m.jurisdiction_id and s.classification = m.classification;

with emptied as (
  update search_entry e
  set title = '', body = '', tsv = ''
  from material m, behind_slip s
  where e.kind = 'material'
    and m.jurisdiction_id = e.jurisdiction_id and m.id = e.ref_id
    and s.jurisdiction_id = m.jurisdiction_id and s.classification = m.classification
  returning e.jurisdiction_id)
insert into outbox (jurisdiction_id, id, topic, payload, created_at)
select distinct_ones.jurisdiction_id, gen_random_uuid(), 'dossier.restore-search', '{}', now()
from (select distinct jurisdiction_id from emptied) as distinct_ones;

alter table jurisdiction force row level security;
alter table pack force row level security;
alter table search_entry force row level security;
alter table file force row level security;
alter table material force row level security;
alter table outbox force row level security;
