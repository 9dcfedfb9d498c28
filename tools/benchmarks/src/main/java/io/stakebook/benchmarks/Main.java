package io.stakebook.benchmarks;

import io.stakebook.benchmarks.posting.PostingBenchmark;
import io.stakebook.benchmarks.posting.PostingOptions;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code bench NAME}. Exit status: 0 measured; 1 the books did not add up afterwards; 2 the command line makes no sense. */
public final class Main {

    private static final int MEASURED = 0;
    private static final int WRONG_BOOKS = 1;
    private static final int MISUSED = 2;

    // The library that starts PostgreSQL logs each of its steps; held here because the logging framework would forget
    // it.
    private static final Logger LIBRARIES = Logger.getLogger("io.zonky.test.db.postgres");
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private Main() {}

    public static void main(String[] words) throws Exception {
        LIBRARIES.setLevel(Level.WARNING);
        MIGRATIONS.setLevel(Level.WARNING);
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws Exception {
        if (words.isEmpty() || !words.get(0).equals("posting")) {
            System.err.println("stakebook: unknown benchmark" + (words.isEmpty() ? "" : " " + words.get(0))
                    + "; there is: posting");
            return MISUSED;
        }
        PostingOptions options;
        try {
            options = PostingOptions.parse(words.subList(1, words.size()));
        } catch (IllegalArgumentException e) {
            System.err.println("stakebook: " + e.getMessage() + "; " + PostingOptions.USAGE);
            return MISUSED;
        }
        return new PostingBenchmark(options, System.out, System.err).run() ? MEASURED : WRONG_BOOKS;
    }
}
