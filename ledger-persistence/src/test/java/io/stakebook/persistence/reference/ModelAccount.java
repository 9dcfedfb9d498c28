package io.stakebook.persistence.reference;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of the model. Everything is counted in flows: posted and set aside, in and out on the account's normal side.
 *
 * @param bounds least posted, most posted, least available, most available; null for none
 */
record ModelAccount(
        String name,
        BigInteger in,
        BigInteger out,
        BigInteger heldIn,
        BigInteger heldOut,
        long version,
        long boundsVersion,
        List<@Nullable BigInteger> bounds) {

    static final BigInteger MOST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    /** Of the chart codes these tests use, those that cannot go below zero. */
    private static final List<String> FLOORED = List.of("1010", "2010", "2020", "2900");

    static ModelAccount fresh(String name) {
        BigInteger zero = BigInteger.ZERO;
        return new ModelAccount(
                name, zero, zero, zero, zero, 0, 0, Arrays.asList(new BigInteger[] {null, null, null, null}));
    }

    String asset() {
        return name.split("\\.", -1)[1];
    }

    /** Assets, clearing and expenses grow by debits, the rest by credits. */
    boolean growsByDebit() {
        return name.startsWith("1") || name.startsWith("39") || name.startsWith("5");
    }

    boolean floored() {
        return FLOORED.contains(name.substring(0, 4));
    }

    BigInteger posted() {
        return in.subtract(out);
    }

    BigInteger available() {
        return posted().subtract(heldOut);
    }

    BigInteger pending() {
        return posted().add(heldIn).subtract(heldOut);
    }

    BigInteger postedWhenAllArrives() {
        return posted().add(heldIn);
    }

    /** True when a column of 38 digits cannot hold what was turned over on one side, open reservations counted. */
    boolean overflows() {
        return in.add(heldIn).compareTo(MOST) > 0 || out.add(heldOut).compareTo(MOST) > 0;
    }

    /** The highest lower bound of what is available, null for none. */
    @Nullable
    BigInteger floor() {
        BigInteger highest = floored() ? BigInteger.ZERO : null;
        for (int i : new int[] {0, 2}) {
            BigInteger bound = bounds.get(i);
            if (bound != null && (highest == null || bound.compareTo(highest) > 0)) {
                highest = bound;
            }
        }
        return highest;
    }

    /** One line more. */
    ModelAccount after(boolean debit, BigInteger units, char phase) {
        BigInteger posted = phase == 'P' || phase == 'S' ? units : BigInteger.ZERO;
        BigInteger held = phase == 'R' ? units : phase == 'P' ? BigInteger.ZERO : units.negate();
        return debit == growsByDebit()
                ? new ModelAccount(
                        name, in.add(posted), out, heldIn.add(held), heldOut, version + 1, boundsVersion, bounds)
                : new ModelAccount(
                        name, in, out.add(posted), heldIn, heldOut.add(held), version + 1, boundsVersion, bounds);
    }

    ModelAccount bounded(List<@Nullable BigInteger> to) {
        return new ModelAccount(name, in, out, heldIn, heldOut, version, boundsVersion + 1, to);
    }

    /** As the book's own row shows it: debits, credits, reserved, version, version of the limits. */
    String row() {
        boolean debit = growsByDebit();
        return name + " " + (debit ? in : out) + "/" + (debit ? out : in) + " " + (debit ? heldIn : heldOut) + "/"
                + (debit ? heldOut : heldIn) + " at " + version + " limits " + boundsVersion;
    }
}
