-- Exports that never end are given up, and no state is too long to be stored.
-- Why: db/notes/V47/why.md. What must hold afterwards: db/notes/V47/check.sql.

alter table export_job
    add column attempts integer not null default 0,
    add constraint export_job_attempts_not_negative check (attempts >= 0);

create table export_state_part (
    export_seq bigint  not null references export_end,
    part       integer not null,
    bytes      bytea   not null,
    constraint export_state_part_pkey primary key (export_seq, part),
    constraint export_state_part_after_first check (part > 0)
);

-- It is gzip already.
alter table export_state_part alter column bytes set storage external;

create trigger export_state_part_immutable before update or delete or truncate on export_state_part
    for each statement execute function deny_change();
