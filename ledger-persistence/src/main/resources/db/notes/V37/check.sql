-- Every query lists what is wrong; no row means the migration did what it says.
select 'journal_entry.posted_by is missing' as problem
 where not exists (select 1 from information_schema.columns
                    where table_schema = current_schema() and table_name = 'journal_entry' and column_name = 'posted_by');
select 'policy_decision_by_time is missing' as problem
 where to_regclass('policy_decision_by_time') is null;
select 'place_recorded does not find the end of the journal' as problem
 where place_recorded((select coalesce(max(place), 0) from journal_entry), 'infinity')
       < (select coalesce(max(place), 0) from journal_entry);
