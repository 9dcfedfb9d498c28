-- The indexes by customer and by owner are kept stretch by stretch: 1,048,576 places of the list, or of the log, each.
-- Why: db/notes/V41/why.md. What must hold afterwards: db/notes/V41/check.sql.

drop index journal_entry_by_customer;

create index journal_entry_by_customer on journal_entry ((place >> 20), customer_id, place) where customer_id is not null;

alter table event_log drop constraint event_log_owner_unique;

create index event_log_by_owner on event_log ((seq >> 20), (hashtextextended(owner, 0)), seq);
