-- Every query lists what is wrong; no row means the migration did what it says.
select 'balance_at disagrees with the balance of account ' || b.account_id as problem
  from balance b cross join lateral balance_at(b.account_id, null, null) h
 where (h.debits, h.credits, h.pending_debits, h.pending_credits, h.sequence)
       is distinct from (b.debits, b.credits, b.pending_debits, b.pending_credits, b.sequence)
 limit 100;
