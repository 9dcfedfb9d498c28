-- Which region a change moves, what it made law, who ended it.
-- Why: db/notes/V49/why.md. What must hold afterwards: db/notes/V49/check.sql.

alter table policy_change
    add column region text,
    add column moved_from text,
    add column moved_to text,
    add column law text,
    add column ended_by text not null default '',
    add constraint policy_change_move_whole check (
        (region is null) = (moved_from is null) and (region is null) = (moved_to is null));
