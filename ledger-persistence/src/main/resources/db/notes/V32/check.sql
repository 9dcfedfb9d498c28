-- Every query lists what is wrong; no row means the migration did what it says.
select 'pending_event still has the column entry_id' as problem
 where exists (select 1 from information_schema.columns
                where table_name = 'pending_event' and column_name = 'entry_id');
