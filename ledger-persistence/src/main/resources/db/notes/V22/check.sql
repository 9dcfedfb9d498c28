-- Every query lists what is wrong; no row means the migration did what it says.
select 'posting ' || p.account_id || '/' || p.account_seq || ' has another effective time than its entry' as problem
  from posting p join journal_entry e using (entry_id)
 where p.effective_at <> e.effective_at or p.phase <> e.phase
 limit 100;

select 'account ' || b.account_id || ' has another highest effective time than its postings' as problem
  from balance b join (select account_id, max(effective_at) as high from posting group by account_id) p using (account_id)
 where b.effective_high <> p.high
 limit 100;

select 'table account_limits lacks its trigger' as problem
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = 'account_limits' and t.tgname = 'account_limits_immutable' and t.tgenabled = 'O');
