-- Every query lists what is wrong; no row means the migration did what it says.
select 'table account_limits lacks its trigger' as problem
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = 'account_limits' and t.tgname = 'account_limits_immutable' and t.tgenabled = 'O');
