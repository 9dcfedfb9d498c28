-- Rows beside the journal: customers, products, positions, accrual, withdrawals, the book's clock.
-- Why each piece is as it is: db/notes/V2/why.md. What must hold afterwards: db/notes/V2/check.sql.

create table customer (
    customer_id      uuid primary key,
    residency        text        not null,
    facts            text        not null,
    opened_at        timestamptz not null,
    facts_changed_at timestamptz not null,
    version          bigint      not null
);

create table product (
    product_id        text primary key,
    asset             text        not null,
    kind              text        not null,
    subscribe_enabled boolean     not null,
    redeem_enabled    boolean     not null,
    terms_version     integer     not null,
    created_at        timestamptz not null,
    last_run_day      date        not null,
    version           bigint      not null,
    constraint product_kind_known check (kind in ('FLEXIBLE', 'FIXED'))
);

create table product_terms (
    product_id      text           not null,
    version         integer        not null,
    published_at    timestamptz    not null,
    kind            text           not null,
    tiers           text           not null,
    commission_bp   integer        not null,
    yield_source    text           not null,
    value_date_rule text           not null,
    payout_account  text           not null,
    minimum         numeric(38, 0) not null,
    maximum         numeric(38, 0),
    step            numeric(38, 0) not null,
    personal_cap    numeric(38, 0),
    capacity        numeric(38, 0),
    snapshot        text           not null,
    term_days       integer,
    early_rule      text,
    early_apr       numeric(38, 0),
    constraint product_terms_tiers_shaped check (tiers ~ '^([0-9]+-[0-9]*:[0-9]+;)*[0-9]+-[0-9]*:[0-9]+$'),
    constraint product_terms_pkey primary key (product_id, version),
    constraint product_terms_fixed_has_term check ((kind = 'FIXED') = (term_days is not null)),
    constraint product_terms_fixed_has_early_rule check ((kind = 'FIXED') = (early_rule is not null)),
    constraint product_terms_reduced_has_rate check (coalesce(early_rule = 'REDUCED_RATE', false) = (early_apr is not null))
);

create table product_usage (
    product_id text primary key,
    principal  numeric(38, 0) not null,
    version    bigint         not null,
    constraint product_usage_not_negative check (principal >= 0)
) with (fillfactor = 50);

create table portfolio (
    customer_id uuid        not null,
    product_id  text        not null,
    asset       text        not null,
    kind        text        not null,
    changed_at  timestamptz not null,
    version     bigint      not null,
    constraint portfolio_pkey primary key (customer_id, product_id)
) with (fillfactor = 50);

create index portfolio_by_product on portfolio (product_id, customer_id);

create table position (
    position_id      uuid primary key,
    customer_id      uuid           not null,
    product_id       text           not null,
    asset            text           not null,
    kind             text           not null,
    terms_version    integer        not null,
    subscribed       numeric(38, 0) not null,
    principal        numeric(38, 0) not null,
    state            text           not null,
    opened_at        timestamptz    not null,
    accrual_from     timestamptz    not null,
    matures_at       timestamptz,
    accrued_until    timestamptz    not null,
    base_carry       numeric(38, 0) not null,
    commission_carry numeric(38, 0) not null,
    reward_accrued   numeric(38, 0) not null,
    reward_paid      numeric(38, 0) not null,
    reward_forfeited numeric(38, 0) not null,
    closed_at        timestamptz,
    settled          boolean        not null,
    constraint position_principal_not_negative check (principal >= 0),
    constraint position_principal_while_active check ((state = 'ACTIVE') = (principal > 0)),
    constraint position_reward_not_overpaid check (reward_paid + reward_forfeited <= reward_accrued)
) with (fillfactor = 50);

create index position_by_customer on position (customer_id, position_id);
create index position_live on position (customer_id, product_id) where not settled;
create index position_live_by_product on position (product_id, customer_id) where not settled;

create table accrual_run (
    run_id           uuid primary key,
    product_id       text        not null,
    day              date        not null,
    asset            text        not null,
    rate_version     integer     not null,
    state            text        not null,
    started_at       timestamptz not null,
    completed_at     timestamptz,
    inputs_hash      text,
    portfolios       bigint,
    lines            bigint,
    entries          bigint,
    debits           numeric(38, 0),
    base_units       numeric(38, 0),
    commission_units numeric(38, 0),
    backed_units     numeric(38, 0),
    unbacked_units   numeric(38, 0),
    version          bigint      not null,
    constraint accrual_run_once unique (product_id, day),
    constraint accrual_run_complete_with_manifest check (
        (state = 'COMPLETED') = (completed_at is not null) and (state = 'COMPLETED') = (inputs_hash is not null))
);

create table accrual_line (
    position_id   uuid           not null,
    day           date           not null,
    stream        text           not null,
    run_id        uuid           not null,
    product_id    text           not null,
    customer_id   uuid           not null,
    asset         text           not null,
    yield_source  text           not null,
    terms_version integer        not null,
    basis         text           not null,
    numerator     numeric(90, 0) not null,
    carry_before  numeric(38, 0) not null,
    units         numeric(38, 0) not null,
    carry_after   numeric(38, 0) not null,
    withheld      text,
    entry_id      uuid,
    constraint accrual_line_pkey primary key (position_id, day, stream),
    constraint accrual_line_units_have_entry check (units = 0 or entry_id is not null)
);

create index accrual_line_by_run on accrual_line (run_id, position_id, stream);
create index accrual_line_by_customer on accrual_line (customer_id, day);
create index accrual_line_by_product on accrual_line (product_id, day);

create trigger accrual_line_immutable before update or delete or truncate on accrual_line
    for each statement execute function deny_change();
create trigger product_terms_immutable before update or delete or truncate on product_terms
    for each statement execute function deny_change();

create table withdrawal (
    withdrawal_id uuid primary key,
    customer_id   uuid           not null,
    asset         text           not null,
    units         numeric(38, 0) not null,
    source        text           not null,
    address       text           not null,
    state         text           not null,
    decision_id   uuid           not null,
    requested_at  timestamptz    not null,
    settled_at    timestamptz,
    tx_hash       text,
    version       bigint         not null,
    constraint withdrawal_units_positive check (units > 0),
    constraint withdrawal_settled_with_proof check (
        (state = 'SETTLED') = (settled_at is not null) and (state = 'SETTLED') = (tx_hash is not null))
);

create index withdrawal_by_customer on withdrawal (customer_id, withdrawal_id);

create table clock_offset (
    id      text primary key,
    seconds bigint not null,
    version bigint not null,
    constraint clock_offset_single check (id = 'book'),
    constraint clock_offset_not_negative check (seconds >= 0)
);
