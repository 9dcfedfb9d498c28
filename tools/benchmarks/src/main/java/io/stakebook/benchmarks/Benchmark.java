package io.stakebook.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One command under {@code bench}. */
public interface Benchmark {

    String name();

    /** What it measures, in one line. */
    String summary();

    /** Its options, as a usage line shows them. */
    String usage();

    /** The options of a run of about a minute. */
    List<String> quick();

    /**
     * Reads its options and measures.
     *
     * @param out tables, in Markdown
     * @param progress a line now and then
     * @throws IllegalArgumentException when an option makes no sense; nothing has been started then
     * @throws io.stakebook.benchmarks.design.WrongBooks when the books do not add up; nothing is printed then
     */
    void run(Options options, PrintStream out, PrintStream progress) throws Exception;

    /** The directory in which a run makes, and removes, its own. */
    static Path data(Options options) {
        return Path.of(options.text("--data", System.getProperty("stakebook.home", ".stakebook")));
    }
}
