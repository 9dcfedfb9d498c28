-- Every query lists what is wrong; no row means the migration did what it says.
select missing || ' is missing' as problem
  from unnest(array['reward_fence', 'reward_fence_pkey']) as missing
 where to_regclass(missing) is null;

select 'reward_fence can be emptied' as problem
 where not exists (select from pg_trigger where tgname = 'reward_fence_kept');
