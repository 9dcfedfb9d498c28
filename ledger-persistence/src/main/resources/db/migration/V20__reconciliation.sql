-- Reconciliation: providers' statements, the breaks found in them, and what was corrected.
-- Why each piece is as it is: db/notes/V20/why.md. What must hold afterwards: db/notes/V20/check.sql.

create table reward_statement (
    statement_id uuid primary key,
    provider     text           not null,
    file_sha256  text           not null,
    first_day    date           not null,
    last_day     date           not null,
    products     text           not null,
    tolerance    numeric(19, 0) not null,
    days         integer        not null,
    agreed       integer        not null,
    breaks       integer        not null,
    received_by  text           not null,
    received_at  timestamptz    not null,
    constraint reward_statement_period check (first_day <= last_day),
    constraint reward_statement_counts check (days >= agreed and agreed >= 0 and breaks >= 0)
);

create table reward_statement_line (
    statement_id uuid           not null references reward_statement,
    line         integer        not null,
    day          date           not null,
    product_id   text           not null,
    asset        text           not null,
    units        numeric(76, 0) not null,
    reference    text           not null,
    validator    text           not null,
    constraint reward_statement_line_pkey primary key (statement_id, line)
);

create table reward_break (
    break_id         uuid primary key,
    statement_id     uuid           not null references reward_statement,
    provider         text           not null,
    type             text           not null,
    product_id       text           not null,
    asset            text           not null,
    day              date           not null,
    line             integer        not null,
    reported         numeric(76, 0) not null,
    accrued          numeric(38, 0) not null,
    commission       numeric(38, 0) not null,
    receivable       boolean        not null,
    corrected        numeric(39, 0) not null,
    corrections      bigint         not null,
    tolerance        numeric(38, 0) not null,
    owner            text           not null,
    opened_at        timestamptz    not null,
    resolution       text,
    resolution_note  text,
    resolved_by      text,
    resolved_at      timestamptz,
    entry_id         uuid,
    constraint reward_break_resolved_whole check (
        (resolution is null) = (resolution_note is null)
            and (resolution is null) = (resolved_by is null)
            and (resolution is null) = (resolved_at is null)),
    constraint reward_break_corrected_by_entry check ((resolution is not distinct from 'CORRECTED') = (entry_id is not null))
);

create index reward_break_open on reward_break (product_id, day) where resolution is null;
create index reward_break_by_statement on reward_break (statement_id, break_id);

create table reward_day (
    product_id  text           not null,
    day         date           not null,
    corrected   numeric(39, 0) not null,
    corrections bigint         not null,
    constraint reward_day_pkey primary key (product_id, day),
    constraint reward_day_corrected_at_least_once check (corrections > 0)
);

create function reward_break_closed() returns trigger
    language plpgsql as
$$
begin
    raise exception 'break % is resolved and stays so', old.break_id
        using errcode = 'integrity_constraint_violation', constraint = 'reward_break_closed';
end
$$;

create trigger reward_break_closed
    before update on reward_break
    for each row when (old.resolution is not null)
execute function reward_break_closed();

create trigger reward_break_kept before delete or truncate on reward_break
    for each statement execute function deny_change();
create trigger reward_day_kept before delete or truncate on reward_day
    for each statement execute function deny_change();
create trigger reward_statement_immutable before update or delete or truncate on reward_statement
    for each statement execute function deny_change();
create trigger reward_statement_line_immutable before update or delete or truncate on reward_statement_line
    for each statement execute function deny_change();
