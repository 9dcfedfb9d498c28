-- Asked once, in the transaction of the migration.
select 'a node of an older version is at work in session ' || pid || '; it would trust balance rows that lag' as problem
  from pg_stat_activity
 where datname = current_database() and application_name = 'stakebook posting engine';
