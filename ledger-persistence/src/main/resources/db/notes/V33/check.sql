-- Every query lists what is wrong; no row means the migration did what it says.
select c.relname || '.' || a.attname || ' is compared by ' || l.collname as problem
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_collation l on l.oid = a.attcollation
 where (c.relname, a.attname) in
       (('idempotency', 'scope'), ('idempotency', 'key'), ('event_log', 'owner'), ('event_owner', 'owner'))
   and c.relkind = 'r' and l.collname <> 'C';
