-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || name || ' lacks trigger ' || trigger_name as problem
  from (values ('reservation', 'reservation_within_bounds'), ('reservation', 'reservation_resolved_once'),
               ('reservation', 'reservation_kept'), ('customer', 'customer_kept')) as wanted (name, trigger_name)
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = wanted.name and t.tgname = wanted.trigger_name and t.tgenabled = 'O');
