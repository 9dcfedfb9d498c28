package io.stakebook.core.journal;

import java.util.Locale;

/** What a journal entry records; the number in the comment is the journal template of the chart of accounts. */
public enum EntryKind {
    /** 1: coins arrived for a customer. */
    DEPOSIT,
    /** House coins paid in. */
    HOUSE_FUNDING,
    /** 2: principal reserved for a subscription. */
    SUBSCRIPTION_RESERVED,
    /** 2b: the subscription took effect. */
    SUBSCRIPTION_EFFECTIVE,
    /** 4A or 4B: a day's reward accrued. */
    REWARD_ACCRUAL,
    /** 5: accrued reward paid. */
    REWARD_PAYOUT,
    /** 7: principal asked back. */
    REDEMPTION_REQUESTED,
    /** 9: principal paid back. */
    REDEMPTION_PAID,
    /** 10: accrued reward given up at an early redemption. */
    REWARD_FORFEITED,
    /** 13: reward coins received on chain; no command writes it yet, finance books the receipt as {@link #GENERAL}. */
    REWARD_RECEIVED,
    /** 14: accrual corrected to the provider's statement. */
    ACCRUAL_CORRECTION,
    /** 15b: house coins moved to back platform-funded rewards. */
    REWARD_BACKING,
    /** 18: withdrawal asked. */
    WITHDRAWAL_REQUESTED,
    /** 18: withdrawal confirmed on chain. */
    WITHDRAWAL_SETTLED,
    /** An entry finance writes by hand. */
    GENERAL,
    /** The opposite of an earlier entry, which it names. */
    REVERSAL;

    /** Lower-case wire form. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
