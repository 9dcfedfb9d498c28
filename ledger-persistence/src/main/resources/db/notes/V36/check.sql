-- Every query lists what is wrong; no row means the migration did what it says.
select 'event_log_beside_entries is missing' as problem
 where to_regclass('event_log_beside_entries') is null;
