-- Every query lists what is wrong; no row means the migration did what it says.
select 'period_override is missing' as problem
 where to_regclass('period_override') is null
 union all
select c.wanted || '.override_id is missing'
  from unnest(array ['period', 'period_close']) as c (wanted)
 where not exists (select from information_schema.columns
                    where table_schema = current_schema() and table_name = c.wanted and column_name = 'override_id');
