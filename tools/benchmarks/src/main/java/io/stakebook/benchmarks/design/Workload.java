package io.stakebook.benchmarks.design;

import java.util.random.RandomGenerator;

/** Which accounts the transfers touch. Every transfer is drawn afresh: repeating pairs flatters by 1.8 times. */
public enum Workload {
    /** One side is always the omnibus account: as many deposits as payments out. */
    HOT("hot") {
        @Override
        Transfer between(RandomGenerator random, int accounts, long units) {
            int customer = 1 + random.nextInt(accounts);
            return random.nextBoolean()
                    ? new Transfer(Transfer.OMNIBUS, customer, units)
                    : new Transfer(customer, Transfer.OMNIBUS, units);
        }
    },
    /** Both sides are customers drawn at random. */
    UNIFORM("uniform") {
        @Override
        Transfer between(RandomGenerator random, int accounts, long units) {
            int payer = 1 + random.nextInt(accounts);
            int payee = 1 + random.nextInt(accounts - 1);
            return new Transfer(payer, payee < payer ? payee : payee + 1, units);
        }
    };

    /** What every customer holds at the start of a turn. */
    public static final long OPENING = 1_000_000;

    private static final int LARGEST = 1_000;
    private static final long NOBODY_HAS = 1_000_000_000_000_000L;

    private final String title;

    Workload(String title) {
        this.title = title;
    }

    /** @throws IllegalArgumentException when there is none of this title */
    public static Workload of(String title) {
        for (Workload workload : values()) {
            if (workload.title.equals(title)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("a workload is hot or uniform, not \"" + title + "\"");
    }

    public String title() {
        return title;
    }

    abstract Transfer between(RandomGenerator random, int accounts, long units);

    /** A transfer that its payer can cover, or, in {@code overdraw} of 100 cases, one that no customer can. */
    public Transfer draw(RandomGenerator random, int accounts, int overdraw) {
        if (overdraw > 0 && random.nextInt(100) < overdraw) {
            Transfer asked = between(random, accounts, NOBODY_HAS);
            return asked.payer() == Transfer.OMNIBUS
                    ? new Transfer(asked.payee(), asked.payer(), asked.units())
                    : asked;
        }
        return between(random, accounts, 1 + random.nextInt(LARGEST));
    }
}
