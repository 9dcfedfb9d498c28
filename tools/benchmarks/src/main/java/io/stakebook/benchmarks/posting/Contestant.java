package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.CopyLimit;
import io.stakebook.benchmarks.design.Design;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Measurement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Something that takes a turn in a cell, on a fresh copy of its book, and proves the book afterwards. */
interface Contestant {

    String title();

    boolean enters(Workload workload, int callers);

    Measurement turn(Databases databases, Load load) throws SQLException, InterruptedException;

    /** A design under a closed loop, in cells of {@code from} to {@code to} callers. */
    record Ledger(Design design, int from, int to) implements Contestant {

        @Override
        public String title() {
            return design.title();
        }

        @Override
        public boolean enters(Workload workload, int callers) {
            return callers >= from && callers <= to;
        }

        @Override
        public Measurement turn(Databases databases, Load load) throws SQLException, InterruptedException {
            String name = "turn_" + design.template();
            DataSource book = databases.copy(design.template(), name);
            try {
                ClosedLoop loop = load.loop();
                Measurement measured;
                try (Turn running = design.begin(book, load.workload(), load.callers())) {
                    measured = loop.run(running, load.callers());
                }
                design.prove(book, loop.acceptedEver());
                load.sizes().saw(databases.bytes(name));
                return measured;
            } finally {
                databases.drop(name);
            }
        }
    }

    /** The bare COPY: as many transfers a transaction as may be in flight, at most 8,192. */
    record Copy(CopyLimit copy) implements Contestant {

        static final int LEAST = 1_024;
        static final int MOST = 8_192;

        @Override
        public String title() {
            return copy.title();
        }

        @Override
        public boolean enters(Workload workload, int callers) {
            return callers >= LEAST;
        }

        @Override
        public Measurement turn(Databases databases, Load load) throws SQLException, InterruptedException {
            String name = "turn_copy";
            DataSource book = databases.copy(CopyLimit.TEMPLATE, name);
            try {
                return copy.run(
                        book,
                        load.workload(),
                        Math.min(MOST, load.callers()),
                        load.accounts(),
                        load.warmUp(),
                        load.measured());
            } finally {
                databases.drop(name);
            }
        }
    }
}
