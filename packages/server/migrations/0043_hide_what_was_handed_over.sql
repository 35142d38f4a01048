-- Rows of a body's sheet are set aside with the clue that came of them.
alter table submission_row add column aside boolean not null default false;
drop policy tenant on submission_row;
create policy tenant on submission_row to plumbline_app
  using (jurisdiction_id = (select app.jurisdiction()) and not aside
    and (organ_id = any ((select app.principals())::uuid[])
      or ((select app.account()) is null and organ_id = any ((select app.reach())::uuid[]))
      or submission_id in (
        select s.id from submission s where s.jurisdiction_id = (select app.jurisdiction())
          and s.submitted_at is not null and s.withdrawn_at is null
          and s.receiver_organ_id = any ((select app.reach())::uuid[]))))
  with check (jurisdiction_id = (select app.jurisdiction()));

create policy forget on idempotency for update to plumbline_search using (true) with check (true);
grant update on idempotency to plumbline_search;
