-- From which row, returned in an earlier sheet, a row was carried over: what happens to one happens to both.
alter table submission_row add column came_from uuid, add column came_row integer;
create index submission_row_came on submission_row (jurisdiction_id, came_from, came_row) where came_from is not null;
