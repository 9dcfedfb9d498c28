-- Asked once, in the transaction of the migration, because it reads every row it touched; the checker asks the like of it for ever.
select 'posting ' || p.account_id || '/' || p.account_seq || ' has another effective time than its entry' as problem
  from posting p join journal_entry e using (entry_id)
 where p.effective_at <> e.effective_at or p.phase <> e.phase
 limit 100;

select 'account ' || b.account_id || ' has another highest effective time than its postings' as problem
  from balance b join (select account_id, max(effective_at) as high from posting group by account_id) p using (account_id)
 where b.effective_high <> p.high
 limit 100;
