package io.stakebook.core.check;

/** What is checked. */
public enum CheckName {
    /** Σ debits = Σ credits per asset over all postings, posted and reserved apart. */
    BOOK_BALANCES("debits equal credits in every asset"),
    /** Σ debits = Σ credits per entry and asset, at least two postings each. */
    ENTRIES_BALANCE("every entry balances in every asset"),
    /** Postings agree with their entry in phase and time, with their account in asset, and account names with their columns. */
    LEGS_AGREE("postings agree with their entry and their account"),
    /** Recorded time and place never go back along an account, and no command's moment holds another's entry. */
    RECORDED_ORDER("recorded times and places rise along every account"),
    /** An entry is reversed at most once, by its exact opposite, which is not reversed itself. */
    REVERSALS("a reversal undoes exactly one whole entry, once"),
    /** A stored balance, posted and reserved, is the fold of its account's postings. */
    BALANCES_ARE_FOLDS("every balance is the sum of its postings"),
    /** Account sequences run from 1 without gaps, balances after follow, late postings are marked as such. */
    ACCOUNT_SEQUENCES("account sequences have no gap and running balances follow"),
    /** No account beyond its floor or its limits of the time, reservations counted, at any entry. */
    FLOORS("no entry broke a floor or a limit of its time"),
    /** The limits a balance carries are the newest ones set, in versions without gaps. */
    LIMITS_IN_FORCE("the limits in force are the newest ones set"),
    /** A reservation resolves within its amounts and its time; its stored state and remainder follow from the journal. */
    RESERVATIONS("reservations resolve within what they reserved, and once"),
    /** What an account has reserved is the sum of its open reservations. */
    RESERVED_TOTALS("what is reserved is the sum of the open reservations"),
    /** The principal of a position is the balance of its principal account. */
    POSITION_PRINCIPALS("every position's principal is the balance of its account"),
    /** accrued = paid + forfeited + payable, and payable is the balance of the reward account. */
    POSITION_REWARDS("every position's payable reward is the balance of its account"),
    /** The capacity used of a product is the principal of its positions. */
    CAPACITY_USED("capacity used is the live principal"),
    /** A withdrawal has the entries that took its coins and let them go, and no coins are in transit without one. */
    WITHDRAWALS("every withdrawal has its entries and every entry in transit its withdrawal"),
    /** Accounts that nobody writes by hand hold what the rows beside the journal say: in transit, pending, receivable. */
    KEPT_ACCOUNTS("the accounts kept by the staking book hold what its rows say"),
    /** Accrual lines add up, are unique per position, day and stream, and their entries carry their units. */
    ACCRUAL_LINES("accrual lines add up and match their entries"),
    /** A completed run's totals and inputs hash are those of its lines. */
    RUN_MANIFESTS("run manifests match their lines"),
    /** What a closed period froze is what its postings add up to now, and hashes to what was told. */
    CLOSED_PERIODS("closed periods stand as they were frozen"),
    /** Client assets cover client liabilities per asset. */
    SEGREGATION("client assets cover client liabilities"),
    /** Every entry, decision and notice has its event, and every event its origin. */
    EVENTS_COMPLETE("every entry has its event and every event its entry"),
    /** What an entry's event says is what the journal says. */
    EVENT_CONTENTS("events say what the journal says"),
    /** Along every account the log tells entries in the order in which they were posted. */
    EVENTS_IN_ORDER("the log tells every account's entries in their order"),
    /** The event log has no gap and its leaves hash to the stored hashes and root. */
    EVENT_LOG("the event log is gap-free and hashes to its root"),
    /** The chain of decisions hashes through. */
    DECISION_CHAIN("the chain of decisions hashes through"),
    /** Every entry and decision has the one outcome that answered for it, of the same moment, and the other way round. */
    IDEMPOTENCY_OUTCOMES("every kept outcome and every entry name each other");

    private final String rule;

    CheckName(String rule) {
        this.rule = rule;
    }

    /** The rule as the end of the sentence "checked that …". */
    public String rule() {
        return rule;
    }
}
