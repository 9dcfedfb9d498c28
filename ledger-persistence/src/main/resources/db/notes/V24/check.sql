-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || name || ' lacks trigger ' || trigger_name as problem
  from (values ('period_close', 'period_close_immutable'), ('period_balance', 'period_balance_immutable'),
               ('period', 'period_kept'), ('period_reopening', 'period_reopening_kept')) as wanted (name, trigger_name)
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = wanted.name and t.tgname = wanted.trigger_name and t.tgenabled = 'O');

select 'period ' || p.period_id || ' counts ' || p.closes || ' closes and has ' || count(c.number) as problem
  from period p left join period_close c using (period_id)
 group by p.period_id, p.closes having count(c.number) <> p.closes;
