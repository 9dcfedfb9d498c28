-- Every query lists what is wrong; no row means the migration did what it says.
select missing || ' is missing' as problem
  from unnest(array['customer_facts', 'customer_facts_pkey']) as missing
 where to_regclass(missing) is null;

select 'customer_facts can be changed' as problem
 where not exists (select from pg_trigger where tgname = 'customer_facts_immutable');

select 'facts of ' || customer_id || ' are not kept' as problem
  from customer c
 where not exists (select from customer_facts f where f.customer_id = c.customer_id);
