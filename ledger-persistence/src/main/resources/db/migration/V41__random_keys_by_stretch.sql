-- The indexes by customer and by owner are kept stretch by stretch: 1,048,576 places of the list, or of the log, each.
-- Why: db/notes/V41/why.md. What must hold afterwards: db/notes/V41/check.sql.

create index journal_entry_by_stretch on journal_entry ((place >> 20), customer_id, place) where customer_id is not null;

create index event_log_by_owner on event_log ((seq >> 20), (hashtextextended(owner, 0)), seq);

-- What the planner knows of the two expressions; without it, nothing until the tables have grown by a tenth.
analyze journal_entry;
analyze event_log;

-- Last, because from here on nobody reads.
drop index journal_entry_by_customer;
alter index journal_entry_by_stretch rename to journal_entry_by_customer;
alter table event_log drop constraint event_log_owner_unique;
