package io.stakebook.policy.facts;

/** What kind of thing the asset is in the eyes of a policy. */
public enum AssetClass {
    VIRTUAL_CURRENCY,
    LIQUID_STAKING_TOKEN,
    STABLECOIN,
    CBDC,
    RWA_TOKEN,
    UNKNOWN
}
