-- Every query lists what is wrong; no row means the migration did what it says.
select 'posting.' || c.name || ' is missing' as problem
  from (values ('debit_floor'), ('credit_floor')) as c (name)
 where not exists (select 1 from information_schema.columns
                    where table_schema = current_schema() and table_name = 'posting' and column_name = c.name);
select 'constraint ' || c.name || ' is missing' as problem
  from (values ('posting_debit_floor'), ('posting_credit_floor')) as c (name)
 where not exists (select 1 from pg_constraint where conname = c.name and convalidated);
select 'view balance_now is missing' as problem
 where to_regclass('balance_now') is null;
select 'function writing_from_memory is missing' as problem
 where not exists (select 1 from pg_proc where proname = 'writing_from_memory');
select 'limits_change was never used, so its first use would not show' as problem
  from limits_change where not is_called;
