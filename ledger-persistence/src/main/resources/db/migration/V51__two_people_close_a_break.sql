-- Breaks that two people close, are handed over and noted.
-- Why: db/notes/V51/why.md. What must hold afterwards: db/notes/V51/check.sql.

alter table reward_break
    add column notes         bigint not null default 0,
    add column proposed_note text,
    add column proposed_by   text,
    add column proposed_at   timestamptz,
    add column approved_by   text,
    add column told          boolean not null default false,
    add constraint reward_break_notes_not_negative check (notes >= 0),
    add constraint reward_break_proposed_whole check (
        (proposed_by is null) = (proposed_note is null) and (proposed_by is null) = (proposed_at is null)),
    add constraint reward_break_approved_by_another check (
        approved_by is null or (resolution is not null and approved_by <> resolved_by));

create table reward_break_note (
    break_id uuid        not null references reward_break,
    number   bigint      not null,
    note     text        not null,
    owner    text,
    noted_by text        not null,
    noted_at timestamptz not null,
    constraint reward_break_note_pkey primary key (break_id, number),
    constraint reward_break_note_from_one check (number > 0)
);

create trigger reward_break_note_immutable before update or delete or truncate on reward_break_note
    for each statement execute function deny_change();
