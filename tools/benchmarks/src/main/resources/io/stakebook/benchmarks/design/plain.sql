-- Yardstick 1: a ledger in PL/pgSQL built the way pgledger is. Text identifiers, foreign keys, one index per way of
-- looking, a statement per step. It keeps no idempotency key and makes no event.

create function plain_id(prefix text) returns text
    language sql volatile as
$$
select prefix || '_' || replace(uuidv7()::text, '-', '')
$$;

create table plain_account (
    id              text primary key default plain_id('acct'),
    name            text        not null,
    currency        text        not null,
    balance         numeric     not null default 0,
    version         bigint      not null default 0,
    may_go_negative boolean     not null,
    may_go_positive boolean     not null,
    metadata        jsonb,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);

create table plain_transfer (
    id           text primary key default plain_id('tran'),
    from_account text        not null references plain_account,
    to_account   text        not null references plain_account,
    amount       numeric     not null,
    created_at   timestamptz not null,
    event_at     timestamptz not null,
    metadata     jsonb,
    check (amount > 0 and from_account <> to_account)
);
create index on plain_transfer (from_account);
create index on plain_transfer (to_account);
create index on plain_transfer (event_at);

create table plain_line (
    id              text primary key default plain_id('line'),
    account_id      text        not null references plain_account,
    transfer_id     text        not null references plain_transfer,
    amount          numeric     not null,
    balance_before  numeric     not null,
    balance_after   numeric     not null,
    account_version bigint      not null,
    created_at      timestamptz not null
);
create index on plain_line (account_id);
create index on plain_line (transfer_id);

create function plain_require_allowed(account plain_account) returns void
    language plpgsql as
$$
begin
    if not account.may_go_negative and account.balance < 0 then
        raise exception 'account % may not go below zero', account.id using errcode = 'check_violation';
    end if;
    if not account.may_go_positive and account.balance > 0 then
        raise exception 'account % may not go above zero', account.id using errcode = 'check_violation';
    end if;
end
$$;

create function plain_book(payer text, payee text, units numeric) returns setof plain_transfer
    language plpgsql as
$$
declare
    sorted text[];
    one    text;
    paid   plain_account;
    got    plain_account;
    made   text;
begin
    select array(select distinct a from unnest(array [payer, payee]) as a order by a) into sorted;
    foreach one in array sorted
        loop
            perform id from plain_account where id = one for update;
        end loop;
    if units <= 0 then
        raise exception 'a transfer moves more than zero, not %', units;
    end if;

    update plain_account
       set balance = balance - units, version = version + 1, updated_at = now()
     where id = payer
    returning * into paid;
    perform plain_require_allowed(paid);

    update plain_account
       set balance = balance + units, version = version + 1, updated_at = now()
     where id = payee
    returning * into got;
    perform plain_require_allowed(got);

    if paid.currency <> got.currency then
        raise exception 'accounts % and % hold different currencies', payer, payee;
    end if;

    insert into plain_transfer (from_account, to_account, amount, created_at, event_at)
    values (payer, payee, units, now(), now())
    returning id into made;
    insert into plain_line (account_id, transfer_id, amount, balance_before, balance_after, account_version, created_at)
    values (payer, made, -units, paid.balance + units, paid.balance, paid.version, now());
    insert into plain_line (account_id, transfer_id, amount, balance_before, balance_after, account_version, created_at)
    values (payee, made, units, got.balance - units, got.balance, got.version, now());

    return query select * from plain_transfer where id = made;
end
$$;
