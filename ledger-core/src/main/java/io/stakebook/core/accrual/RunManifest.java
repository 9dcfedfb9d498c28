package io.stakebook.core.accrual;

import java.math.BigInteger;

/**
 * Control totals of a completed run, in units of the product's asset.
 *
 * @param inputsHash SHA-256, lower-case hexadecimal, over the canonical text of every line in the order of position and
 *     stream
 * @param portfolios customers accrued
 * @param lines accrual lines written
 * @param entries journal entries that carry the run, its backing included
 * @param debits total debits of those entries
 * @param baseUnits reward accrued to customers
 * @param commissionUnits commission accrued to the platform
 * @param backedUnits house coins moved to back a reward the platform owes; zero for protocol rewards
 * @param unbackedUnits reward the platform owes, of earlier days too as far as clients were still uncovered, that the house
 *     wallet could not back; shows in the segregation test
 */
public record RunManifest(
        String inputsHash,
        long portfolios,
        long lines,
        long entries,
        BigInteger debits,
        BigInteger baseUnits,
        BigInteger commissionUnits,
        BigInteger backedUnits,
        BigInteger unbackedUnits) {}
