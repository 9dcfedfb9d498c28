-- Every query lists what is wrong; no row means the migration did what it says.
select missing || ' is missing' as problem
  from unnest(array['mainland_day', 'mainland_day_pkey', 'mainland_day_by_day']) as missing
 where to_regclass(missing) is null;
