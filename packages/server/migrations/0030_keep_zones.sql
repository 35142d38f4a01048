-- The organ that keeps a zone or group: who serves in it, or above it, decides who belongs to the zone.
alter table zone add column keeper_id uuid;

-- The owner is bound by row-level security too; it works on every jurisdiction here.
alter table zone no force row level security;
alter table zone_member no force row level security;
alter table organ no force row level security;

-- Of zones that exist: the coordinating office, else the member that was there first, else the first organ.
update zone z set keeper_id = coalesce(
  (select m.organ_id from zone_member m
    where m.jurisdiction_id = z.jurisdiction_id and m.zone_id = z.id and m.organ_id is not null
    order by m.role = 'coordinator' desc, m.to_day is null desc, m.from_day, m.id limit 1),
  (select o.id from organ o where o.jurisdiction_id = z.jurisdiction_id and o.parent_id is null
    order by o.kind = 'commission' desc, o.active_from, o.id limit 1));

alter table zone force row level security;
alter table zone_member force row level security;
alter table organ force row level security;

alter table zone alter column keeper_id set not null;
alter table zone add foreign key (jurisdiction_id, keeper_id) references organ (jurisdiction_id, id);
