-- Reports of checks. Why: db/notes/V25/why.md. Check: db/notes/V25/check.sql.

create table check_run (
    check_id    uuid primary key,
    trigger     text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    entries     bigint      not null,
    constraint check_run_trigger_known check (trigger in ('REQUESTED', 'SCHEDULED'))
);

create table check_result (
    check_id uuid     not null references check_run on delete cascade,
    place    smallint not null,
    name     text     not null,
    examined bigint   not null,
    found    bigint   not null,
    subjects text[]   not null,
    details  text[]   not null,
    given_up text,
    constraint check_result_pkey primary key (check_id, place),
    constraint check_result_findings_pair check (cardinality(subjects) = cardinality(details)),
    constraint check_result_found_kept check (found >= cardinality(subjects))
);

create index check_result_by_name on check_result (name, check_id desc) where given_up is null;
