package io.stakebook.core.position;

import io.stakebook.core.account.Wallet;

/** A redemption that was made: the position after it, what it brought and where it went. */
public record Redemption(PositionView position, RedemptionQuote quote, Wallet destination) {}
