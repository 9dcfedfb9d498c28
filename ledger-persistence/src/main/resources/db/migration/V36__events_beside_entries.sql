-- Events that are about no entry, for the checker.
-- Why: db/notes/V36/why.md. What must hold afterwards: db/notes/V36/check.sql.

create index event_log_beside_entries on event_log (type, seq) where entry_id is null;
