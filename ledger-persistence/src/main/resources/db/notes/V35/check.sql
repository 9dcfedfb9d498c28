-- Every query lists what is wrong; no row means the migration did what it says.
select wanted.name || ' is missing' as problem
  from (values ('account_of_house'), ('reservation_open')) as wanted (name)
 where to_regclass(wanted.name) is null;
