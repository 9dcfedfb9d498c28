-- Where an owner's chain of events ends is what the log says, and kept nowhere else.
-- Why: db/notes/V34/why.md. What must hold afterwards: db/notes/V34/check.sql.

drop table event_owner;
