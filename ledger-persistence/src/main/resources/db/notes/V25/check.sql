-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || wanted.name || ' is missing' as problem
  from (values ('check_run'), ('check_result')) as wanted (name)
 where to_regclass(wanted.name) is null;
