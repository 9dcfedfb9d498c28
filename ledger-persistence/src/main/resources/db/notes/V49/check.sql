-- Every query lists what is wrong; no row means the migration did what it says.
select 'policy_change.' || wanted || ' is missing' as problem
  from unnest(array['region', 'moved_from', 'moved_to', 'law', 'ended_by']) as wanted
 where not exists (select from information_schema.columns
                    where table_schema = current_schema() and table_name = 'policy_change' and column_name = wanted);
