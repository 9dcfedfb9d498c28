-- Every query lists what is wrong; no row means the migration did what it says.
select 'asset ' || code || ' is missing or has another scale' as problem
  from (values ('BTC', 8), ('DOT', 10), ('ETH', 18), ('SOL', 9), ('USDC', 6), ('USDT', 6)) as wanted (code, scale)
 where not exists (select 1 from asset a where a.code = wanted.code and a.scale = wanted.scale);

select 'table ' || name || ' lacks trigger ' || trigger_name as problem
  from (values ('posting', 'posting_zero_sum'), ('posting', 'posting_immutable'), ('account', 'account_immutable'),
               ('journal_entry', 'journal_entry_immutable'), ('idempotency', 'idempotency_immutable'),
               ('policy_decision', 'policy_decision_immutable'), ('event_log', 'event_log_immutable'),
               ('balance', 'balance_kept')) as wanted (name, trigger_name)
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = wanted.name and t.tgname = wanted.trigger_name and t.tgenabled = 'O');

select 'event_head has ' || count(*) || ' rows' as problem from event_head having count(*) <> 1;

select 'decision_head has ' || count(*) || ' rows' as problem from decision_head having count(*) <> 1;
