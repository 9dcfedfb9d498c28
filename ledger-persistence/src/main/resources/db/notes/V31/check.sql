-- Every query lists what is wrong; no row means the migration did what it says.
select 'function balance_at is missing' as problem
 where not exists (select 1 from pg_proc where proname = 'balance_at');
