package io.stakebook.core.account;

/** The class of an account in the chart; it fixes the normal side. */
public enum AccountType {
    ASSET(Side.DEBIT),
    LIABILITY(Side.CREDIT),
    EQUITY(Side.CREDIT),
    CLEARING(Side.DEBIT),
    INCOME(Side.CREDIT),
    EXPENSE(Side.DEBIT);

    private final Side normalSide;

    AccountType(Side normalSide) {
        this.normalSide = normalSide;
    }

    /** The side on which a balance of this type normally stands. */
    public Side normalSide() {
        return normalSide;
    }
}
