package io.stakebook.core.accrual.reward;

import io.stakebook.core.product.terms.Apr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reward was computed on, in full: stretches of the day, each with the principal in every tier and its rate. Its
 * text {@code from/to/units*apr+units*apr;…} is enough to compute the reward again with pencil and paper.
 */
public record AccrualBasis(List<Stretch> stretches) {

    private static final AccrualBasis NOTHING = new AccrualBasis(List.of());

    public AccrualBasis {
        stretches = List.copyOf(stretches);
    }

    public static AccrualBasis nothing() {
        return NOTHING;
    }

    /**
     * @param fromMicros microseconds after the start of the day, inclusive
     * @param toMicros likewise, exclusive
     */
    public record Stretch(long fromMicros, long toMicros, List<Slice> slices) {

        public Stretch {
            slices = List.copyOf(slices);
            if (fromMicros < 0 || toMicros <= fromMicros) {
                throw new IllegalArgumentException(
                        "a stretch of a day runs forward: " + fromMicros + " to " + toMicros);
            }
        }

        BigInteger numerator() {
            BigInteger sum = BigInteger.ZERO;
            for (Slice slice : slices) {
                sum = sum.add(slice.apr().earned(slice.units(), toMicros - fromMicros));
            }
            return sum;
        }
    }

    /** Principal of one position that lies in one tier. */
    public record Slice(BigInteger units, Apr apr) {}

    /** Σ units × rate × microseconds, over {@link Apr#DENOMINATOR}. */
    public BigInteger numerator() {
        return stretches.stream().map(Stretch::numerator).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Appends a stretch, as one with the last when they touch and have the same slices; one without slices is left out. */
    AccrualBasis plus(long fromMicros, long toMicros, List<Slice> slices) {
        if (slices.isEmpty()) {
            return this;
        }
        List<Stretch> all = new ArrayList<>(stretches);
        int last = all.size() - 1;
        if (last >= 0
                && all.get(last).toMicros() == fromMicros
                && all.get(last).slices().equals(slices)) {
            all.set(last, new Stretch(all.get(last).fromMicros(), toMicros, slices));
        } else {
            all.add(new Stretch(fromMicros, toMicros, slices));
        }
        return new AccrualBasis(all);
    }

    /** Reads the text form back. */
    public static AccrualBasis parse(String text) {
        List<Stretch> stretches = new ArrayList<>();
        for (String stretch : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            String[] parts = stretch.split("/", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("a stretch reads from/to/slices, not \"" + stretch + "\"");
            }
            List<Slice> slices = new ArrayList<>();
            for (String slice : parts[2].split("\\+", -1)) {
                int star = slice.indexOf('*');
                if (star < 0) {
                    throw new IllegalArgumentException("a slice reads units*apr, not \"" + slice + "\"");
                }
                slices.add(new Slice(new BigInteger(slice.substring(0, star)), Apr.parse(slice.substring(star + 1))));
            }
            stretches.add(new Stretch(Long.parseLong(parts[0]), Long.parseLong(parts[1]), slices));
        }
        return new AccrualBasis(stretches);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Stretch stretch : stretches) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(stretch.fromMicros())
                    .append('/')
                    .append(stretch.toMicros());
            char separator = '/';
            for (Slice slice : stretch.slices()) {
                text.append(separator).append(slice.units()).append('*').append(slice.apr());
                separator = '+';
            }
        }
        return text.toString();
    }
}
