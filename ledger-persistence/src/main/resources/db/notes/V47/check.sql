-- Every query lists what is wrong; no row means the migration did what it says.
select 'export_job.attempts is missing' as problem
 where not exists (select from information_schema.columns
                    where table_schema = current_schema() and table_name = 'export_job' and column_name = 'attempts');

select missing || ' is missing' as problem
  from unnest(array['export_state_part', 'export_state_part_pkey']) as missing
 where to_regclass(missing) is null;

select 'export_state_part can be changed' as problem
 where not exists (select from pg_trigger where tgname = 'export_state_part_immutable');
