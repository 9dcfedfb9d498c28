package io.stakebook.policy.diff;

import io.stakebook.policy.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One way that a few facts which belong together can be. */
interface Piece extends UnaryOperator<Facts.Builder> {
    /** A fact that may take any of these values; null leaves it not known. */
    static <T> List<Piece> each(List<T> values, BiFunction<Facts.Builder, T, Facts.Builder> setter) {
        List<Piece> pieces = new ArrayList<>();
        for (T value : values) {
            pieces.add(facts -> setter.apply(facts, value));
        }
        return pieces;
    }

    /** Every way to combine one piece of each. */
    static List<Piece> product(List<Piece> some, List<Piece> others) {
        List<Piece> both = new ArrayList<>();
        for (Piece one : some) {
            for (Piece other : others) {
                both.add(facts -> other.apply(one.apply(facts)));
            }
        }
        return both;
    }
}
