package io.stakebook.policy.facts;

/** What the network evidence says about the client address; {@code UNKNOWN} when nobody looked. */
public enum IpFlag {
    NONE,
    VPN,
    PROXY,
    RESIDENTIAL_PROXY,
    HOSTING,
    TOR,
    UNRESOLVED,
    UNKNOWN
}
