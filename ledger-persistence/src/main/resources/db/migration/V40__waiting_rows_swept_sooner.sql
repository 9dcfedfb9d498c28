-- Rows that waited and are gone are swept by the thousand.
-- Why: db/notes/V40/why.md. What must hold afterwards: db/notes/V40/check.sql.

alter table pending_event set (autovacuum_vacuum_threshold = 1000);
