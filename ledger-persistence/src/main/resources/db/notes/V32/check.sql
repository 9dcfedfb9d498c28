-- Every query lists what is wrong; no row means the migration did what it says.
select 'entry ' || n.entry_id || ' waits and is not in the book' as problem
  from pending_event e cross join unnest(e.entries) as n (entry_id)
 where not exists (select 1 from journal_entry j where j.entry_id = n.entry_id)
 limit 100;

select 'pending_event still has the column entry_id' as problem
 where exists (select 1 from information_schema.columns
                where table_name = 'pending_event' and column_name = 'entry_id');
