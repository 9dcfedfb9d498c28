-- The days on which a customer was seen behind a mainland address. Why: db/notes/V43/why.md. Check: db/notes/V43/check.sql.

create table mainland_day (
    customer_id uuid        not null,
    day         date        not null,
    last_at     timestamptz not null,
    constraint mainland_day_pkey primary key (customer_id, day)
);

create index mainland_day_by_day on mainland_day (day);
