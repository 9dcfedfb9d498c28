package io.stakebook.core.account;

import static io.stakebook.core.account.AccountType.ASSET;
import static io.stakebook.core.account.AccountType.CLEARING;
import static io.stakebook.core.account.AccountType.EQUITY;
import static io.stakebook.core.account.AccountType.EXPENSE;
import static io.stakebook.core.account.AccountType.INCOME;
import static io.stakebook.core.account.AccountType.LIABILITY;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chart of accounts. A floored account can never stand below zero on its normal side; the engine refuses the entry
 * and the database would too. {@link Scope} says whose accounts hang under the code.
 */
public enum ChartAccount {
    CLIENT_OMNIBUS_HOT(1010, ASSET, Scope.HOUSE, true, true, "Client omnibus, hot"),
    CLIENT_OMNIBUS_COLD(1020, ASSET, Scope.HOUSE, true, true, "Client omnibus, cold"),
    CLIENT_IN_TRANSIT(1030, ASSET, Scope.HOUSE, true, true, "Client coins in transit on chain"),
    STAKED_ACTIVATING(1110, ASSET, Scope.HOUSE, true, true, "Staked, activation queue"),
    STAKED_ACTIVE(1120, ASSET, Scope.HOUSE, true, true, "Staked, active"),
    STAKED_EXITING(1130, ASSET, Scope.HOUSE, true, true, "Staked, exit and unbonding"),
    STAKED_WITHDRAWABLE(1140, ASSET, Scope.HOUSE, true, true, "Staked, withdrawable and not swept"),
    REWARD_RECEIVABLE(1150, ASSET, Scope.HOUSE, false, true, "On-chain reward receivable"),
    LST_HELD(1160, ASSET, Scope.HOUSE, true, true, "Liquid staking tokens held"),
    AT_CUSTODIAN(1170, ASSET, Scope.HOUSE, true, true, "At third-party custodian or provider"),
    SLASHING_RECOVERY(1180, ASSET, Scope.HOUSE, true, true, "Slashing recovery receivable"),
    LENT_OUT(1190, ASSET, Scope.HOUSE, true, true, "Lent-out client assets receivable"),
    HOUSE_WALLET(1210, ASSET, Scope.HOUSE, true, false, "House wallet"),
    RECOVERABLE_FROM_CLIENTS(1310, ASSET, Scope.HOUSE, true, false, "Recoverable from clients"),
    SUSPENSE_CHAIN(1900, ASSET, Scope.HOUSE, false, false, "Suspense, unidentified chain movements"),
    CLIENT_SPOT(2010, LIABILITY, Scope.CUSTOMER, true, true, "Client available, spot"),
    CLIENT_FUNDING(2020, LIABILITY, Scope.CUSTOMER, true, true, "Client available, funding"),
    SUBSCRIPTION_PENDING(2030, LIABILITY, Scope.CUSTOMER, true, true, "Client subscription pending"),
    STAKED_FLEXIBLE(2040, LIABILITY, Scope.POSITION, true, true, "Client staked principal, flexible"),
    STAKED_FIXED(2050, LIABILITY, Scope.POSITION, true, true, "Client staked principal, fixed"),
    REDEMPTION_PAYABLE(2060, LIABILITY, Scope.POSITION, true, true, "Client redemption and unbonding payable"),
    CLIENT_RESTRICTED(2070, LIABILITY, Scope.CUSTOMER, true, true, "Client restricted"),
    CLIENT_PLEDGED(2080, LIABILITY, Scope.POSITION, true, true, "Client pledged as collateral"),
    REWARD_PAYABLE(2110, LIABILITY, Scope.POSITION, true, true, "Reward payable, base"),
    BONUS_PAYABLE(2115, LIABILITY, Scope.POSITION, true, true, "Reward payable, bonus"),
    REWARD_NOT_CREDITABLE(2120, LIABILITY, Scope.POSITION, true, true, "Reward earned but not creditable"),
    ROUNDING_PAYABLE(2130, LIABILITY, Scope.HOUSE, true, true, "Rounding remainder and dust payable"),
    WITHDRAWAL_IN_TRANSIT(2150, LIABILITY, Scope.CUSTOMER, true, true, "Withdrawals in transit"),
    SLASHING_PROVISION(2210, LIABILITY, Scope.HOUSE, true, false, "Slashing provision"),
    COMMISSION_DEFERRED(2310, LIABILITY, Scope.HOUSE, true, false, "Commission deferred until receipt"),
    WITHHOLDING_TAX(2410, LIABILITY, Scope.HOUSE, true, false, "Withholding tax payable"),
    SUSPENSE_CLIENT(2900, LIABILITY, Scope.HOUSE, true, true, "Suspense, unallocated client credits"),
    COVER_FUND(3010, EQUITY, Scope.HOUSE, true, false, "Slashing cover and insurance fund"),
    HOUSE_CAPITAL(3020, EQUITY, Scope.HOUSE, true, false, "House capital paid in"),
    CONVERSION_CLEARING(3900, CLEARING, Scope.HOUSE, false, false, "Asset-conversion clearing"),
    COMMISSION_REVENUE(4010, INCOME, Scope.HOUSE, false, false, "Staking commission revenue"),
    GROSS_REWARD_INCOME(4020, INCOME, Scope.HOUSE, false, false, "Gross reward income"),
    FAST_REDEMPTION_FEE(4030, INCOME, Scope.HOUSE, false, false, "Fast-redemption fee"),
    FORFEITED_REWARDS(4040, INCOME, Scope.HOUSE, false, false, "Forfeited rewards"),
    ROUNDING_GAIN(4050, INCOME, Scope.HOUSE, false, false, "Rounding gain"),
    REWARD_EXPENSE(5010, EXPENSE, Scope.HOUSE, false, false, "Reward expense, base"),
    PROMO_EXPENSE(5015, EXPENSE, Scope.HOUSE, false, false, "Reward expense, promotional"),
    SLASHING_LOSS(5020, EXPENSE, Scope.HOUSE, false, false, "Slashing loss"),
    VALIDATOR_FEE(5030, EXPENSE, Scope.HOUSE, false, false, "Validator fee"),
    NETWORK_FEE(5040, EXPENSE, Scope.HOUSE, false, false, "Network fee"),
    RATE_SHORTFALL(5050, EXPENSE, Scope.HOUSE, false, false, "Rate shortfall absorbed"),
    ROUNDING_LOSS(5060, EXPENSE, Scope.HOUSE, false, false, "Rounding loss"),
    CLIENT_COMPENSATION(5070, EXPENSE, Scope.HOUSE, false, false, "Client compensation");

    /** Whose accounts hang under a chart code. */
    public enum Scope {
        /** One account per asset, owned by the platform. */
        HOUSE,
        /** One account per asset and customer. */
        CUSTOMER,
        /** One account per asset, customer and position. */
        POSITION
    }

    private static final Map<Integer, ChartAccount> BY_CODE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ChartAccount::code, a -> a));

    private final int code;
    private final AccountType type;
    private final Scope scope;
    private final boolean floored;
    private final boolean segregated;
    private final String title;

    ChartAccount(int code, AccountType type, Scope scope, boolean floored, boolean segregated, String title) {
        this.code = code;
        this.type = type;
        this.scope = scope;
        this.floored = floored;
        this.segregated = segregated;
        this.title = title;
    }

    /** @throws Rejected {@code ACCOUNT_UNKNOWN} when the chart has no such code */
    public static ChartAccount of(int code) {
        ChartAccount account = BY_CODE.get(code);
        if (account == null) {
            throw new Rejected(ErrorCode.ACCOUNT_UNKNOWN, "the chart of accounts has no code " + code);
        }
        return account;
    }

    public int code() {
        return code;
    }

    public AccountType type() {
        return type;
    }

    public Scope scope() {
        return scope;
    }

    /** True when the balance may not fall below zero on its normal side. */
    public boolean floored() {
        return floored;
    }

    /** True for client assets and client liabilities, the two sides of the segregation test. */
    public boolean segregated() {
        return segregated;
    }

    public String title() {
        return title;
    }
}
