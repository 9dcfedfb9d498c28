-- Exports: the jobs that write bundles, and where each completed one ended.
-- Why each piece is as it is: db/notes/V21/why.md. What must hold afterwards: db/notes/V21/check.sql.

create table export_job (
    export_id       uuid primary key,
    from_asked      bigint,
    to_asked        bigint,
    state           text        not null,
    stage           text        not null,
    from_size       bigint,
    to_size         bigint,
    done            bigint      not null,
    requested_by    text        not null,
    requested_at    timestamptz not null,
    started_at      timestamptz,
    finished_at     timestamptz,
    failure         text,
    export_seq      bigint,
    bytes           bigint,
    sha256          text,
    manifest_sha256 text,
    root            text,
    entries         bigint,
    constraint export_job_state_known check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED')),
    constraint export_job_range check (0 <= from_size and from_size <= to_size),
    constraint export_job_done_range check (done >= 0),
    constraint export_job_completed_whole check (
        (state = 'COMPLETED') = (export_seq is not null)
            and (state = 'COMPLETED') = (bytes is not null)
            and (state = 'COMPLETED') = (sha256 is not null)
            and (state = 'COMPLETED') = (manifest_sha256 is not null)
            and (state = 'COMPLETED') = (root is not null)
            and (state = 'COMPLETED') = (entries is not null)),
    constraint export_job_failed_says_why check ((state = 'FAILED') = (failure is not null))
);

create index export_job_unfinished on export_job (export_id) where state in ('QUEUED', 'RUNNING');

create table export_end (
    export_seq    bigint primary key,
    export_id     uuid    not null references export_job,
    to_size       bigint  not null,
    checkpoint    bytea   not null,
    range         bytea   not null,
    exports_range bytea   not null,
    manifest_hash bytea   not null,
    key_history   bytea[] not null,
    state_gzip    bytea   not null,
    constraint export_end_export_unique unique (export_id),
    constraint export_end_seq_not_negative check (export_seq >= 0),
    constraint export_end_hash_length check (length(manifest_hash) = 32)
);

create index export_end_by_size on export_end (to_size, export_seq);

create trigger export_end_immutable before update or delete or truncate on export_end
    for each statement execute function deny_change();
create trigger export_job_kept before delete or truncate on export_job
    for each statement execute function deny_change();

create function export_job_finished() returns trigger
    language plpgsql as
$$
begin
    raise exception 'export % is % and stays so', old.export_id, old.state
        using errcode = 'integrity_constraint_violation', constraint = 'export_job_finished';
end
$$;

create trigger export_job_finished
    before update on export_job
    for each row when (old.state in ('COMPLETED', 'FAILED'))
execute function export_job_finished();
