package io.stakebook.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A benchmark's command line, {@code --name value} pairs. Every mistake is an {@link IllegalArgumentException}. */
public final class Options {

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    public Options(List<String> words) {
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String name = left.remove(0);
            require(name.startsWith("--"), "unexpected word " + name);
            String value = left.isEmpty() || left.get(0).startsWith("--") ? "" : left.remove(0);
            require(given.put(name, value) == null, name + " is given twice");
        }
    }

    /** A switch, which takes no value. */
    public boolean flag(String name) {
        String value = look(name);
        require(value == null || value.isEmpty(), name + " takes no value");
        return value != null;
    }

    /** A whole number of at least {@code least}. */
    public int number(String name, int otherwise, int least) {
        String value = look(name);
        if (value == null) {
            return otherwise;
        }
        int number = parse(name, value);
        require(number >= least, name + " must be at least " + least + ", not " + number);
        return number;
    }

    public int percent(String name, int otherwise) {
        int percent = number(name, otherwise, 0);
        require(percent <= 100, name + " is a percentage from 0 to 100, not " + percent);
        return percent;
    }

    /** Whole numbers of at least 1, separated by commas. */
    public List<Integer> numbers(String name, List<Integer> otherwise) {
        String value = look(name);
        if (value == null) {
            return otherwise;
        }
        List<Integer> numbers =
                Stream.of(value.split(",", -1)).map(one -> parse(name, one)).toList();
        require(numbers.stream().allMatch(one -> one >= 1), name + " must each be at least 1");
        return numbers;
    }

    /** Names separated by commas, each one of {@code allowed}. */
    public List<String> names(String name, List<String> allowed) {
        String value = look(name);
        if (value == null) {
            return allowed;
        }
        List<String> names = List.of(value.split(",", -1));
        names.forEach(one -> require(
                allowed.contains(one), name + " takes " + String.join(", ", allowed) + ", not \"" + one + "\""));
        return names;
    }

    public String text(String name, String otherwise) {
        String value = look(name);
        if (value == null) {
            return otherwise;
        }
        require(!value.isEmpty(), name + " needs a value");
        return value;
    }

    /** Refuses what nobody asked for. */
    public void finish() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown option " + name);
                });
    }

    private @Nullable String look(String name) {
        known.add(name);
        return given.get(name);
    }

    private static int parse(String name, String text) {
        require(!text.isEmpty(), name + " needs a value");
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " takes whole numbers, not \"" + text + "\"", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
