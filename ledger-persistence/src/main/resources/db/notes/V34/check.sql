-- Every query lists what is wrong; no row means the migration did what it says.
select 'event_owner is still there' as problem
 where to_regclass('event_owner') is not null;
