-- Keys and owners are compared byte by byte, whatever the database's language is.
-- Why: db/notes/V33/why.md. What must hold afterwards: db/notes/V33/check.sql.

alter table idempotency
    alter column scope type text collate "C",
    alter column key   type text collate "C";
alter table event_log
    alter column owner type text collate "C";
alter table event_owner
    alter column owner type text collate "C";
