-- Every query lists what is wrong; no row means the migration did what it says.
select missing || ' is missing' as problem
  from unnest(array['reward_break_note', 'reward_break_note_pkey']) as missing
 where to_regclass(missing) is null;

select 'reward_break.' || missing || ' is missing' as problem
  from unnest(array['notes', 'proposed_note', 'proposed_by', 'proposed_at', 'approved_by', 'told']) as missing
 where not exists (select from information_schema.columns
                    where table_schema = current_schema() and table_name = 'reward_break' and column_name = missing);

select 'a break can be approved by the one who asked for it' as problem
 where not exists (select from pg_constraint where conname = 'reward_break_approved_by_another');

select 'reward_break_note can be changed' as problem
 where not exists (select from pg_trigger where tgname = 'reward_break_note_immutable');
