-- The states of regions and the change requests that move them.
-- Why each piece is as it is: db/notes/V3/why.md. What must hold afterwards: db/notes/V3/check.sql.

create table region_book (
    id            text primary key,
    version       bigint      not null,
    toggles       text        not null,
    active_change uuid,
    active_since  timestamptz not null,
    constraint region_book_single check (id = 'regions'),
    constraint region_book_version_positive check (version > 0)
);

create table policy_change (
    change_id        uuid primary key,
    state            text        not null,
    reason           text        not null,
    authors          text        not null,
    base_version     bigint      not null,
    base_hash        text        not null,
    proposed_version bigint      not null,
    proposed         text        not null,
    direction        text        not null,
    preview_hash     text,
    preview_at       timestamptz,
    preview_data_set text,
    preview_cells    text,
    approvals        text        not null,
    effective_at     timestamptz,
    expires_at       timestamptz,
    note             text        not null,
    proposed_at      timestamptz not null,
    changed_at       timestamptz not null,
    version          bigint      not null,
    constraint policy_change_preview_whole check (
        (preview_hash is null) = (preview_at is null) and (preview_hash is null) = (preview_cells is null)
        and (preview_hash is null) = (preview_data_set is null))
);

create index policy_change_by_state on policy_change (state, change_id);
