package io.stakebook.core.proof.bundle;

import java.util.List;
import java.util.function.Function;

/**
 * A column of a CSV file or a tag of the journal.
 *
 * @param name as the file names it
 * @param since the format it came with
 * @param value what it says of a row; the empty string for nothing
 */
record Field<R>(String name, BundleFormat since, Function<R, Object> value) {

    static <R> Field<R> of(String name, Function<R, Object> value) {
        return new Field<>(name, BundleFormat.ONE, value);
    }

    Field<R> since(BundleFormat format) {
        return new Field<>(name, format, value);
    }

    String of(R row) {
        return value.apply(row).toString();
    }

    /** Those that are part of a format, in the order of {@code all}. */
    static <R> List<Field<R>> in(BundleFormat format, List<Field<R>> all) {
        return all.stream().filter(field -> format.has(field.since())).toList();
    }
}
