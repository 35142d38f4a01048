-- As of dossiers, kin by the registry see nothing of the matters of a person, of the clues and of the extracts in the
-- library, whatever the office and whenever the kinship was entered (P14).
do $$
declare
  content text;
begin
  foreach content in array array['matter', 'clue', 'library_item']
  loop
    execute format('create policy kin on %I as restrictive for select to plumbline_app using ('
      'concerns_person_id is null or (select app.person()) is null'
      ' or concerns_person_id <> all ((select app.own_kin())::uuid[]))', content);
  end loop;
end $$;
