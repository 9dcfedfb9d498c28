package io.stakebook.benchmarks.posting;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code bench posting} is asked to do.
 *
 * @param seconds measured time of a turn, after the warm-up
 * @param rounds turns each design gets in each cell; the median is shown
 * @param callers how many requests are in flight, one cell each
 * @param accounts customers' accounts, besides the omnibus account
 * @param overdraw percentage of transfers that no payer can cover
 * @param data directory in which the run makes, and removes, its own
 */
public record PostingOptions(int seconds, int rounds, List<Integer> callers, int accounts, int overdraw, Path data) {

    public static final String USAGE = "usage: stakebook bench posting [--seconds N] [--rounds N] [--callers N,N,…]"
            + " [--accounts N] [--overdraw PERCENT] [--data DIR]";

    public PostingOptions {
        callers = List.copyOf(callers);
        require(seconds >= 1, "--seconds must be at least 1");
        require(rounds >= 1, "--rounds must be at least 1");
        require(!callers.isEmpty() && callers.stream().allMatch(c -> c >= 1), "--callers must each be at least 1");
        require(accounts >= 2, "--accounts must be at least 2, a transfer has two sides");
        require(overdraw >= 0 && overdraw <= 100, "--overdraw is a percentage from 0 to 100");
    }

    public static PostingOptions defaults() {
        return new PostingOptions(3, 3, List.of(1, 16, 128, 1024), 100_000, 0, Path.of(".stakebook"));
    }

    /** @throws IllegalArgumentException when an option is unknown, lacks its value or has one that makes no sense */
    public static PostingOptions parse(List<String> words) {
        PostingOptions at = defaults();
        for (int i = 0; i < words.size(); i += 2) {
            String option = words.get(i);
            require(i + 1 < words.size(), option + " needs a value");
            String value = words.get(i + 1);
            at = switch (option) {
                case "--seconds" -> at.with(number(option, value), at.rounds, at.callers);
                case "--rounds" -> at.with(at.seconds, number(option, value), at.callers);
                case "--callers" ->
                    at.with(
                            at.seconds,
                            at.rounds,
                            Stream.of(value.split(",", -1))
                                    .map(n -> number(option, n))
                                    .toList());
                case "--accounts" ->
                    new PostingOptions(at.seconds, at.rounds, at.callers, number(option, value), at.overdraw, at.data);
                case "--overdraw" ->
                    new PostingOptions(at.seconds, at.rounds, at.callers, at.accounts, number(option, value), at.data);
                case "--data" ->
                    new PostingOptions(at.seconds, at.rounds, at.callers, at.accounts, at.overdraw, Path.of(value));
                default -> throw new IllegalArgumentException("unknown option " + option);
            };
        }
        return at;
    }

    private PostingOptions with(int newSeconds, int newRounds, List<Integer> newCallers) {
        return new PostingOptions(newSeconds, newRounds, newCallers, accounts, overdraw, data);
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes whole numbers, not \"" + text + "\"", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
