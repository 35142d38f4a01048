-- Persons, units and organs outside that a paper was issued to: they keep it, whoever works on the matter by then.
alter table document add column issued_to uuid[] not null default '{}';

-- Under which rights a reply was given, and of what the caller saw it told: under others, or once any of it is out of
-- sight, it is not given again.
alter table idempotency add column rights text, add column shown uuid[] not null default '{}';
