package io.stakebook.benchmarks.design;

/**
 * One transfer between two accounts by number; 0 is the omnibus account, the others are customers' spot accounts.
 *
 * @param units smallest units of the asset
 */
public record Transfer(int payer, int payee, long units) {

    public static final int OMNIBUS = 0;
}
