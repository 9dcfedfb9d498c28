package io.stakebook.policy.facts;

/** Every act the policies decide on. */
public enum Activity {
    ACCOUNT_OPEN(ActivityGroup.NEW_RISK),
    QUOTE(ActivityGroup.NEW_RISK),
    DEPOSIT_CRYPTO(ActivityGroup.NEW_RISK),
    DEPOSIT_FIAT(ActivityGroup.NEW_RISK),
    SUBSCRIBE(ActivityGroup.NEW_RISK),
    STAKE(ActivityGroup.NEW_RISK),
    RESTAKE(ActivityGroup.NEW_RISK),
    AUTO_COMPOUND(ActivityGroup.NEW_RISK),
    CANCEL_UNBONDING(ActivityGroup.NEW_RISK),
    SWAP(ActivityGroup.NEW_RISK),
    BUY_FIAT_CRYPTO(ActivityGroup.NEW_RISK),
    SELL_CRYPTO_FIAT(ActivityGroup.NEW_RISK),
    BORROW(ActivityGroup.NEW_RISK),
    COLLATERALIZE(ActivityGroup.NEW_RISK),
    TRADE_RWA(ActivityGroup.NEW_RISK),
    UNSTAKE(ActivityGroup.EXIT),
    REDEEM(ActivityGroup.EXIT),
    CLAIM_REWARD(ActivityGroup.EXIT),
    WITHDRAW_CRYPTO(ActivityGroup.EXIT),
    WITHDRAW_FIAT(ActivityGroup.EXIT),
    LOGIN(ActivityGroup.EXIT),
    EXPORT_STATEMENT(ActivityGroup.EXIT),
    SUPPORT_CONTACT(ActivityGroup.EXIT),
    REWARD_ACCRUE(ActivityGroup.ACCRUE),
    ISSUE_TOKEN(ActivityGroup.ISSUE),
    ISSUE_STABLECOIN(ActivityGroup.ISSUE),
    ISSUE_RWA(ActivityGroup.ISSUE),
    MARKETING_VIEW(ActivityGroup.PARTNER),
    REFERRAL_PAYOUT(ActivityGroup.PARTNER),
    PARTNER_ONBOARD(ActivityGroup.PARTNER),
    VALIDATOR_HOST(ActivityGroup.HOST);

    private final ActivityGroup group;

    Activity(ActivityGroup group) {
        this.group = group;
    }

    public ActivityGroup group() {
        return group;
    }

    /** Whether the act moves money over the bank or payment rail that the facts name, in either direction. */
    public boolean usesFiatRail() {
        return switch (this) {
            case DEPOSIT_FIAT, BUY_FIAT_CRYPTO, SELL_CRYPTO_FIAT, WITHDRAW_FIAT, REFERRAL_PAYOUT -> true;
            default -> false;
        };
    }
}
