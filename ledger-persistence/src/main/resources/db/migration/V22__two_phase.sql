-- Two-phase entries, limits of accounts, dates on postings. Why: db/notes/V22/why.md. Check: db/notes/V22/check.sql.

alter table journal_entry
    add column phase          "char" not null default 'P',
    add column reservation_id uuid,
    add column expires_at     timestamptz,
    add column carried_from   date,
    add constraint journal_entry_phase_known check (phase in ('P', 'R', 'S', 'V')),
    add constraint journal_entry_resolution_names_reservation check ((phase in ('S', 'V')) = (reservation_id is not null)),
    add constraint journal_entry_only_reservations_expire check (expires_at is null or phase = 'R'),
    add constraint journal_entry_carried_forward check (carried_from < business_date);

create index journal_entry_by_reservation on journal_entry (reservation_id) where reservation_id is not null;

-- Nothing changes in the existing rows but what is derived from their entries.
alter table posting disable trigger posting_immutable;
alter table posting
    add column phase                 "char"      not null default 'P',
    add column pending_debits_after  numeric(38, 0),
    add column pending_credits_after numeric(38, 0),
    add column effective_at          timestamptz,
    add column backdated             boolean     not null default false;
update posting p set effective_at = e.effective_at from journal_entry e where e.entry_id = p.entry_id;
update posting p
   set backdated = true
  from (select account_id, account_seq, effective_at,
               max(effective_at) over (partition by account_id order by account_seq
                                       rows between unbounded preceding and 1 preceding) as high
          from posting) w
 where w.account_id = p.account_id and w.account_seq = p.account_seq and w.effective_at < w.high;
alter table posting
    alter column effective_at set not null,
    add constraint posting_phase_known check (phase in ('P', 'R', 'S', 'V'));
alter table posting enable trigger posting_immutable;

create index posting_backdated on posting (account_id, effective_at) where backdated;

alter table balance
    add column pending_debits  numeric(38, 0) not null default 0,
    add column pending_credits numeric(38, 0) not null default 0,
    add column effective_high  timestamptz    not null default '-infinity',
    add column limits_version  bigint         not null default 0,
    add column min_posted      numeric(38, 0),
    add column max_posted      numeric(38, 0),
    add column min_available   numeric(38, 0),
    add column max_available   numeric(38, 0),
    drop constraint balance_sequence_positive,
    add constraint balance_sequence_not_negative check (sequence >= 0),
    add constraint balance_pending_not_negative check (pending_debits >= 0 and pending_credits >= 0),
    drop constraint balance_floor,
    add constraint balance_floor check (
        case when debit_normal then debits - credits - pending_credits else credits - debits - pending_debits end
        >= greatest(case when floored then 0 end, min_posted, min_available));
update balance b
   set effective_high = p.high
  from (select account_id, max(effective_at) as high from posting group by account_id) p
 where p.account_id = b.account_id;

create table account_limits (
    account_id    bigint      not null,
    version       bigint      not null,
    min_posted    numeric(38, 0),
    max_posted    numeric(38, 0),
    min_available numeric(38, 0),
    max_available numeric(38, 0),
    set_by        text        not null,
    reason        text        not null,
    recorded_at   timestamptz not null,
    constraint account_limits_pkey primary key (account_id, version),
    constraint account_limits_version_positive check (version > 0)
);

create trigger account_limits_immutable before update or delete or truncate on account_limits
    for each statement execute function deny_change();
