-- Entries whose event waits are named, not told: one row for all entries of a batch that follow one another.
-- Why: db/notes/V32/why.md. What must hold afterwards: db/notes/V32/check.sql.

alter table pending_event
    add column entries uuid[] not null default '{}',
    add column events  integer generated always as (greatest(1, cardinality(entries))) stored,
    alter column owner drop not null,
    alter column type drop not null,
    alter column body drop not null;

update pending_event
   set entries = array[entry_id], owner = null, type = null, body = null
 where entry_id is not null;

alter table pending_event
    drop column entry_id,
    add constraint pending_event_named_or_told check (
        case when entries = '{}' then owner is not null and type is not null and body is not null
             else owner is null and type is null and body is null end),
    add constraint pending_event_few_names check (cardinality(entries) <= 1000);
