-- Every query lists what is wrong; no row means the migration did what it says.
select 'pending_event is not swept by the thousand' as problem
 where not exists (select 1 from pg_class
                    where oid = 'pending_event'::regclass and reloptions @> '{autovacuum_vacuum_threshold=1000}');
