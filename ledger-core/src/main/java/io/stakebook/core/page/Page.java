package io.stakebook.core.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some items of a list, in its order.
 *
 * @param next where the following page starts after; empty when this page is the last
 * @param <C> what the list is continued by, a value that identifies a place in its order
 */
public record Page<T, C>(List<T> items, Optional<C> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of other things. */
    public <S, D> Page<S, D> map(Function<T, S> item, Function<C, D> cursor) {
        return new Page<>(items.stream().map(item).toList(), next.map(cursor));
    }

    /**
     * Makes a page from one item more than the limit, the usual way to learn whether more follow.
     *
     * @param fetched up to {@code limit + 1} items
     */
    public static <T, C> Page<T, C> of(List<T> fetched, Limit limit, Function<T, C> cursor) {
        if (fetched.size() <= limit.value()) {
            return new Page<>(fetched, Optional.empty());
        }
        List<T> kept = fetched.subList(0, limit.value());
        return new Page<>(kept, Optional.of(cursor.apply(kept.get(kept.size() - 1))));
    }
}
