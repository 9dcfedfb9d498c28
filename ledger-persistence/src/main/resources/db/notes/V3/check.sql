-- Every query lists what is wrong; no row means the migration did what it says.
select 'table ' || name || ' is missing' as problem
  from (values ('region_book'), ('policy_change')) as wanted (name)
 where to_regclass(name) is null;

select 'region_book has ' || count(*) || ' rows' as problem from region_book having count(*) > 1;
