-- A clue that another organ transferred knows the transfer by which it came; the sender's file is the transfer's parent.
alter table clue add column transfer_id uuid;
