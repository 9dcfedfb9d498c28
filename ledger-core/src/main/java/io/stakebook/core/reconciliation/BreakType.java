package io.stakebook.core.reconciliation;

/**
 * Why a statement and the book disagree. The number is the type's place in the catalogue of twenty reconciliation breaks
 * ({@code docs/guides/reconcile-a-statement.md}); the types without a constant concern feeds this book does not take in yet.
 *
 * <p>The order of the constants is the order in which causes are tried; the first that fits names the break, so that one
 * disagreement is reported once.
 */
public enum BreakType {
    /** 7: the row repeats another row of the same day, product and validator. It is left out of the comparison. */
    DUPLICATE(7, "Ask the provider for a clean file; the repeated row was not counted."),
    /** 9: the provider took something away. A loss, not a reward below zero. */
    NEGATIVE_REWARD(
            9,
            "Find the penalty or slashing behind it and book it by hand, debit 5020 and credit 2210 where the house bears it;"
                    + " a reward is never booked below zero."),
    /** 8: we accrued, and the statement's period covers the day, but the provider has no row. */
    MISSING_DAY(8, "Ask the provider for the day; the receivable stays and ages."),
    /** 19: the provider paid, and the accrual of the day was not run yet. */
    UNACCRUED(19, "Run the accrual of the day, then upload the statement again."),
    /** 16: the provider paid for a day no run can accrue any more. */
    UNIDENTIFIED_RECEIPT(16, "Post the correcting entry: the amount waits unallocated until it is known whose it is."),
    /** 6: a thousand times too much or too little: another unit than whole coins. */
    UNIT_SCALE(6, "Ask the provider for the file in whole coins; the figure is quarantined."),
    /** 5: the difference is the commission to the unit: the provider states what is left after it. */
    GROSS_NET(5, "Have the provider state gross rewards; nothing is owed."),
    /** 4: the provider paid more than was accrued. */
    UNDER_ACCRUAL(
            4, "Post the correcting entry: the customers' share waits unallocated, the commission share is income."),
    /** 4: the provider paid less than was accrued. */
    OVER_ACCRUAL(4, "Post the correcting entry: the house bears the shortfall, customers keep what they earned.");

    private final int number;
    private final String action;

    BreakType(int number, String action) {
        this.number = number;
        this.action = action;
    }

    /** Place in the catalogue of break types. */
    public int number() {
        return number;
    }

    /** What finance does about it, one or two sentences. */
    public String action() {
        return action;
    }

    /** True when the break is settled by a journal entry; the others are settled by finding out, and a note. */
    public boolean correctable() {
        return this == UNDER_ACCRUAL || this == OVER_ACCRUAL || this == UNIDENTIFIED_RECEIPT;
    }

    /** True when the figure itself is suspect, so that nothing may be booked from it. */
    public boolean quarantined() {
        return this == DUPLICATE || this == NEGATIVE_REWARD || this == UNIT_SCALE;
    }
}
