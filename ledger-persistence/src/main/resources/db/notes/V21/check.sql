-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || name || ' lacks trigger ' || trigger_name as problem
  from (values ('export_end', 'export_end_immutable'), ('export_job', 'export_job_kept'),
               ('export_job', 'export_job_finished')) as wanted (name, trigger_name)
 where not exists (select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relname = wanted.name and t.tgname = wanted.trigger_name and t.tgenabled = 'O');

select 'export ' || e.export_seq || ' follows a gap in the log of exports' as problem
  from export_end e
 where e.export_seq > 0
   and not exists (select 1 from export_end before where before.export_seq = e.export_seq - 1);
