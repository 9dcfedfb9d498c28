-- The keys that may sign the log.
-- Why: db/notes/V44/why.md. What must hold afterwards: db/notes/V44/check.sql.

create table log_key (
    vkey            text        not null collate "C",
    valid_from_size bigint      not null,
    added_by        text,
    added_at        timestamptz not null,
    told            boolean     not null,
    constraint log_key_pkey primary key (vkey),
    constraint log_key_size_not_negative check (valid_from_size >= 0),
    constraint log_key_untold_is_first check (told or added_by is null)
);

-- One key comes with the first node; every other is added by somebody.
create unique index log_key_first on log_key ((true)) where added_by is null;

create trigger log_key_kept before delete or truncate on log_key
    for each statement execute function deny_change();
