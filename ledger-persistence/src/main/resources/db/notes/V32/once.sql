-- Asked once, in the transaction of the migration, because it reads every row it touched; the checker asks the like of it for ever.
select 'entry ' || n.entry_id || ' waits and is not in the book' as problem
  from pending_event e cross join unnest(e.entries) as n (entry_id)
 where not exists (select 1 from journal_entry j where j.entry_id = n.entry_id)
 limit 100;
