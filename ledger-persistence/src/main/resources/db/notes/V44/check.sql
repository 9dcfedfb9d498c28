-- Every query lists what is wrong; no row means the migration did what it says.
select missing || ' is missing' as problem
  from unnest(array['log_key', 'log_key_first']) as missing
 where to_regclass(missing) is null;

select 'log_key can be emptied' as problem
 where not exists (select from pg_trigger where tgname = 'log_key_kept');
