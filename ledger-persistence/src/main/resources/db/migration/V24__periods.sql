-- Closing periods by value date. Why: db/notes/V24/why.md. Check: db/notes/V24/check.sql.

create table period_book (
    id              text   not null,
    first_through   date,
    sealed_through  date,
    closing_through date,
    version         bigint not null,
    constraint period_book_pkey primary key (id),
    constraint period_book_single check (id = 'periods'),
    constraint period_book_first_is_known check ((first_through is null) = (closing_through is null)),
    constraint period_book_order check (sealed_through between first_through and closing_through)
);

create table period (
    period_id     text        not null collate "C",
    state         text        not null,
    closing_since timestamptz not null,
    closing_by    text        not null,
    sealed_at     timestamptz,
    sealed_by     text,
    closes        bigint      not null,
    version       bigint      not null,
    constraint period_pkey primary key (period_id),
    constraint period_is_a_month check (period_id ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    constraint period_state_known check (state in ('CLOSING', 'CLOSED')),
    constraint period_sealed_by_somebody check ((sealed_at is null) = (sealed_by is null)),
    constraint period_closed_is_sealed check (state <> 'CLOSED' or (sealed_at is not null and closes > 0))
);

create index period_unfinished on period (period_id) where state = 'CLOSING' and sealed_at is not null;

create table period_close (
    period_id  text        not null collate "C",
    number     bigint      not null,
    through    date        not null,
    entries    bigint      not null,
    hash       text        not null,
    sealed_at  timestamptz not null,
    closed_at  timestamptz not null,
    closed_by  text        not null,
    constraint period_close_pkey primary key (period_id, number),
    constraint period_close_number_positive check (number > 0),
    constraint period_close_hash_form check (hash ~ '^[0-9a-f]{64}$')
);

create table period_balance (
    period_id text           not null collate "C",
    number    bigint         not null,
    asset     text           not null collate "C",
    chart     smallint       not null,
    debits    numeric(38, 0) not null,
    credits   numeric(38, 0) not null,
    accounts  bigint         not null,
    constraint period_balance_pkey primary key (period_id, number, asset, chart)
);

create table period_reopening (
    reopening_id uuid        not null,
    period_id    text        not null collate "C",
    close_number bigint      not null,
    reason       text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    approved_by  text,
    approved_at  timestamptz,
    version      bigint      not null,
    constraint period_reopening_pkey primary key (reopening_id),
    constraint period_reopening_two_people check (approved_by <> requested_by),
    constraint period_reopening_approved_by_somebody check ((approved_by is null) = (approved_at is null))
);

create index period_reopening_by_period on period_reopening (period_id);

create trigger period_close_immutable before update or delete or truncate on period_close
    for each statement execute function deny_change();
create trigger period_balance_immutable before update or delete or truncate on period_balance
    for each statement execute function deny_change();
create trigger period_kept before delete or truncate on period
    for each statement execute function deny_change();
create trigger period_reopening_kept before delete or truncate on period_reopening
    for each statement execute function deny_change();

-- "What was carried into the open period from there?" Few entries are; the others pay nothing.
create index journal_entry_carried on journal_entry (carried_from, place) where carried_from is not null;
