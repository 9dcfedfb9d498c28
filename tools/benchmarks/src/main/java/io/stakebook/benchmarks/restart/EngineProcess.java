package io.stakebook.benchmarks.restart;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.design.ClosedLoop;
import io.stakebook.benchmarks.design.Design.Turn;
import io.stakebook.benchmarks.design.EngineDesign;
import io.stakebook.benchmarks.design.EngineMode;
import io.stakebook.benchmarks.design.Workload;
import io.stakebook.benchmarks.measure.Quiet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A process of its own with an engine in it. Waits for the database, then either writes once and tells how long that took,
 * or keeps writing until it is killed.
 */
public final class EngineProcess {

    static final String ONCE = "once";
    static final String ON_AND_ON = "on-and-on";

    /** Begins the line that tells: milliseconds from the database's first answer to the first commit. */
    static final String WROTE = "wrote after ms ";

    /** Begins the line that tells that writing goes on. */
    static final String WRITING = "writing";

    private static final int CALLERS = 128;
    private static final int CUSTOMERS = 1_000;
    private static final Duration LONG = Duration.ofMinutes(10);

    private EngineProcess() {}

    /** @param words mode, port, database, and what to do */
    public static void main(String[] words) throws Exception {
        Quiet.please();
        DataSource book = Databases.open(Integer.parseInt(words[1]), words[2]);
        long answered = awaitDatabase(book);
        EngineDesign engine = EngineDesign.over(book, EngineMode.of(words[0]), CUSTOMERS);
        int customers = engine.customers();
        try (Turn turn = engine.begin(book)) {
            ClosedLoop first = ClosedLoop.times(Workload.HOT, customers, 1);
            first.run(turn, 1);
            if (first.acceptedEver() != 1) {
                throw new IllegalStateException("the first write was not accepted");
            }
            long millis = (System.nanoTime() - answered) / 1_000_000;
            if (words[3].equals(ONCE)) {
                System.out.println(WROTE + millis);
                return;
            }
            System.out.println(WRITING);
            ClosedLoop.during(Workload.HOT, customers, 0, Duration.ZERO, LONG).run(turn, CALLERS);
        }
    }

    /** @return when it answered, as {@link System#nanoTime} */
    private static long awaitDatabase(DataSource book) throws InterruptedException {
        while (true) {
            try (Connection connection = book.getConnection()) {
                if (connection.isValid(1)) {
                    return System.nanoTime();
                }
            } catch (SQLException starting) {
                Thread.sleep(5);
            }
        }
    }
}
