-- A month is closed by its checklist, or by two people over it. Why: db/notes/V50/why.md. Check: db/notes/V50/check.sql.

create table period_override (
    override_id  uuid        not null,
    period_id    text        not null collate "C",
    close_number bigint      not null,
    reason       text        not null,
    given_by     text        not null,
    given_at     timestamptz not null,
    accepted     text        not null,
    constraint period_override_pkey primary key (override_id),
    constraint period_override_accepts_something check (accepted <> '')
);

create index period_override_by_period on period_override (period_id);

create trigger period_override_immutable before update or delete or truncate on period_override
    for each statement execute function deny_change();

alter table period add column override_id uuid;
alter table period_close add column override_id uuid;
