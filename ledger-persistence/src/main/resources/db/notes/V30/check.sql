-- Every query lists what is wrong; no row means the migration did what it says.
select 'function posting_fence is missing' as problem
 where not exists (select 1 from pg_proc where proname = 'posting_fence');

select 'the engine has ' || count(*) || ' leases' as problem
  from engine_lease
having count(*) <> 1;
