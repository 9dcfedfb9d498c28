-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || name || ' lacks trigger ' || trigger_name as problem
  from (values ('accrual_line', 'accrual_line_immutable'), ('product_terms', 'product_terms_immutable'))
       as wanted (name, trigger_name)
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = wanted.name and t.tgname = wanted.trigger_name and t.tgenabled = 'O');

select 'table ' || name || ' is missing' as problem
  from (values ('customer'), ('product'), ('product_terms'), ('product_usage'), ('portfolio'), ('position'),
               ('accrual_run'), ('accrual_line'), ('withdrawal'), ('clock_offset')) as wanted (name)
 where to_regclass(name) is null;
