package io.stakebook.benchmarks.posting;

/**
 * One transfer between two accounts by number; 0 is the omnibus account, the others are customers' spot accounts.
 *
 * @param units smallest units of the asset
 */
record Transfer(int payer, int payee, long units) {

    static final int OMNIBUS = 0;
}
