package io.stakebook.core.check;

/** What is checked. */
public enum CheckName {
    /** Σ debits = Σ credits per asset over all postings. */
    BOOK_BALANCES("debits equal credits in every asset"),
    /** Σ debits = Σ credits per entry and asset, at least two postings each. */
    ENTRIES_BALANCE("every entry balances in every asset"),
    /** A stored balance is the fold of its account's postings. */
    BALANCES_ARE_FOLDS("every balance is the sum of its postings"),
    /** Account sequences run from 1 without gaps and each balance after follows from the one before. */
    ACCOUNT_SEQUENCES("account sequences have no gap and running balances follow"),
    /** No floored account below zero, now or at any posting. */
    FLOORS("no floored account is below zero"),
    /** The principal of a position is the balance of its principal account. */
    POSITION_PRINCIPALS("every position's principal is the balance of its account"),
    /** accrued = paid + forfeited + payable, and payable is the balance of the reward account. */
    POSITION_REWARDS("every position's payable reward is the balance of its account"),
    /** The capacity used of a product is the principal of its positions. */
    CAPACITY_USED("capacity used is the live principal"),
    /** Accrual lines add up, are unique per position, day and stream, and their entries carry their units. */
    ACCRUAL_LINES("accrual lines add up and match their entries"),
    /** A completed run's totals and inputs hash are those of its lines. */
    RUN_MANIFESTS("run manifests match their lines"),
    /** Client assets cover client liabilities per asset. */
    SEGREGATION("client assets cover client liabilities"),
    /** Every entry, decision and notice has its event, and every event its origin. */
    EVENTS_COMPLETE("every entry has its event and every event its entry"),
    /** The event log has no gap and its leaves hash to the stored hashes and root. */
    EVENT_LOG("the event log is gap-free and hashes to its root"),
    /** The chain of decisions hashes through. */
    DECISION_CHAIN("the chain of decisions hashes through"),
    /** Every accepted write has its idempotency outcome. */
    IDEMPOTENCY_OUTCOMES("every kept outcome names entries that exist");

    private final String rule;

    CheckName(String rule) {
        this.rule = rule;
    }

    /** The rule as the end of the sentence "checked that …". */
    public String rule() {
        return rule;
    }
}
