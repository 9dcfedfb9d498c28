-- Yardstick 3: the tables of pgbench's TPC-B-like script with its fill bytes, under names of our own.

create table tpcb_branches (
    bid      int primary key,
    bbalance int not null,
    filler   char(88)
) with (fillfactor = 100);

create table tpcb_tellers (
    tid      int primary key,
    bid      int not null,
    tbalance int not null,
    filler   char(84)
) with (fillfactor = 100);

create table tpcb_accounts (
    aid      int primary key,
    bid      int not null,
    abalance int not null,
    filler   char(84)
) with (fillfactor = 100);

create table tpcb_history (
    tid    int,
    bid    int,
    aid    int,
    delta  int,
    mtime  timestamp,
    filler char(22)
);

create function tpcb_fill(scale int, tellers int, accounts int) returns void
    language sql as
$$
insert into tpcb_branches select n, 0 from generate_series(1, scale) n;
insert into tpcb_tellers select n, 1 + (n - 1) / tellers, 0 from generate_series(1, scale * tellers) n;
insert into tpcb_accounts select n, 1 + (n - 1) / accounts, 0, '' from generate_series(1, scale * accounts) n;
$$;
