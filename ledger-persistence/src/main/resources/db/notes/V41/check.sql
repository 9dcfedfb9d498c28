-- Every query lists what is wrong; no row means the migration did what it says.
select 'event_log still has its index by owner''s text' as problem
 where to_regclass('event_log_owner_unique') is not null;

select missing || ' is not kept by stretch' as problem
  from unnest(array['journal_entry_by_customer', 'event_log_by_owner']) as missing
 where to_regclass(missing) is null or pg_get_indexdef(to_regclass(missing)) not like '%>> 20%';
