-- Who changed the facts on file about a customer, and why.
-- Why: db/notes/V52/why.md. What must hold afterwards: db/notes/V52/check.sql.

create table customer_facts (
    customer_id uuid        not null,
    version     bigint      not null,
    facts       text        not null,
    changed_by  text,
    reason      text,
    recorded_at timestamptz not null,
    constraint customer_facts_pkey primary key (customer_id, version),
    constraint customer_facts_version_from_one check (version > 0)
);

create trigger customer_facts_immutable before update or delete or truncate on customer_facts
    for each statement execute function deny_change();

insert into customer_facts (customer_id, version, facts, recorded_at)
select customer_id, version, facts, facts_changed_at from customer;
