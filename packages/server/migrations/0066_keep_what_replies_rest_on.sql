-- What a reply told of its grounds, and until when: a ground that falls before its day, or is told otherwise since, calls for
-- a supplement.
alter table opinion_name add column rested_on jsonb not null default '[]';
update opinion_name n set rested_on = coalesce((
    select jsonb_agg(jsonb_build_object('key', g.key, 'until', coalesce(b.until_on, w.until_on)))
    from matter m
    cross join lateral jsonb_array_elements(m.data->'conclusions') c
    cross join lateral jsonb_array_elements_text(c->'grounds') g (key)
    left join bar b on b.jurisdiction_id = n.jurisdiction_id and 'bar:' || b.id = g.key
    left join warning w on w.jurisdiction_id = n.jurisdiction_id and 'warning:' || w.matter_id = g.key
    where m.jurisdiction_id = n.jurisdiction_id and m.id = n.matter_id and (c->>'no')::smallint = n.no
      and coalesce(b.until_on, w.until_on) is not null), '[]')
  where n.replied_at is not null;

-- A letter stands in each period in which it was answered: what is added later takes it out of none.
alter table answered_letter drop constraint answered_letter_pkey;
alter table answered_letter add primary key (jurisdiction_id, matter_id, answered_on);
