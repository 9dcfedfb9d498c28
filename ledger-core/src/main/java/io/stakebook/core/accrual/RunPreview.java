package io.stakebook.core.accrual;

import java.math.BigInteger;

/**
 * What a run would accrue if it started now, in units of the product's asset. The policy is asked by the run only, so a
 * reward it withholds is still in here.
 *
 * @param portfolios customers it would accrue
 * @param baseUnits reward of customers
 * @param commissionUnits commission of the platform
 * @param owedUnits the part of the reward that the platform itself pays, and would back
 */
public record RunPreview(long portfolios, BigInteger baseUnits, BigInteger commissionUnits, BigInteger owedUnits) {

    static final RunPreview NOTHING = new RunPreview(0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    static final RunPreview ONE_CUSTOMER = new RunPreview(1, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    RunPreview(long portfolios, BigInteger base, BigInteger commission, boolean passThrough) {
        this(portfolios, base, commission, passThrough ? BigInteger.ZERO : base);
    }

    RunPreview plus(RunPreview other) {
        return new RunPreview(
                portfolios + other.portfolios,
                baseUnits.add(other.baseUnits),
                commissionUnits.add(other.commissionUnits),
                owedUnits.add(other.owedUnits));
    }
}
