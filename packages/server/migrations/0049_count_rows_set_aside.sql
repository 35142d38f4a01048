-- How many rows of a sheet are set aside: what shows of it is told by what is left.
alter table submission add column rows_aside integer not null default 0;
alter table submission no force row level security;
alter table submission_row no force row level security;
update submission s set rows_aside = r.n
from (select jurisdiction_id, submission_id, count(*)::integer as n from submission_row where aside group by 1, 2) r
where r.jurisdiction_id = s.jurisdiction_id and r.submission_id = s.id;
alter table submission force row level security;
alter table submission_row force row level security;
