-- Rows that waited and are gone are swept by the thousand, and without ever taking the table away from those who use it.
-- Why: db/notes/V40/why.md. What must hold afterwards: db/notes/V40/check.sql.

alter table pending_event set (
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_threshold = -1,
    vacuum_truncate = off
);
