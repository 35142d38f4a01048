-- One report may be about several persons or problems, and becomes several clues: `report_id` is the first of them.
alter table clue add column report_id uuid;
create index clue_report on clue (jurisdiction_id, report_id) where report_id is not null;
