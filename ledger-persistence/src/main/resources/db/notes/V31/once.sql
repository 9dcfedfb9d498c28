-- Asked once, in the transaction of the migration, because it reads every row it touched; the checker asks the like of it for ever.
select 'balance_at disagrees with the balance of account ' || b.account_id as problem
  from balance b cross join lateral balance_at(b.account_id, null, null) h
 where (h.debits, h.credits, h.pending_debits, h.pending_credits, h.sequence)
       is distinct from (b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence)
 limit 100;
