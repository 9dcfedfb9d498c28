package io.stakebook.persistence.jpa;

import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JPQL query whose conditions depend on what was asked. Conditions are constants of the code; values are always bound.
 *
 * @param <E> what is selected
 */
public final class FilteredQuery<E> {

    private final Class<E> type;
    private final String select;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> comparisons = new ArrayList<>();
    private final Map<String, Object> compared = new LinkedHashMap<>();
    private String order = "";

    /**
     * What a list is in the order of: unique, and the greatest is the newest.
     *
     * @param attribute as in {@code p.id}
     */
    public record Key<E, K>(String attribute, Class<K> type, Function<E, K> of) {}

    /** @param select from {@code select} to before {@code where} */
    public FilteredQuery(Class<E> type, String select) {
        this.type = type;
        this.select = select;
    }

    /** Adds a condition with no value. */
    public FilteredQuery<E> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition on one named value; a null value leaves it out. */
    public FilteredQuery<E> where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /** Adds a condition that no index leads to, for {@link #newestFirst}; a null value leaves it out. */
    public FilteredQuery<E> compare(String condition, String name, @Nullable Object value) {
        if (value != null) {
            comparisons.add(condition);
            compared.put(name, value);
        }
        return this;
    }

    /** Binds a further name of a condition added before. */
    public FilteredQuery<E> bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    public FilteredQuery<E> orderBy(String columns) {
        order = " order by " + columns;
        return this;
    }

    /** One row more than the limit, so that a page knows whether more follow. */
    public List<E> page(EntityManager manager, Limit limit) {
        return query(manager).setMaxResults(limit.value() + 1).getResultList();
    }

    public List<E> all(EntityManager manager) {
        return query(manager).getResultList();
    }

    /**
     * A page below a key. Where conditions are only compared it looks at no more than {@value Limit#MOST_LOOKED_AT} rows that
     * pass the others: it may come short, even empty, with a key that leads on.
     */
    public <K> Page<E, K> newestFirst(EntityManager manager, Key<E, K> key, Optional<K> before, Limit limit) {
        where(key.attribute() + " < :before", "before", before.orElse(null));
        orderBy(key.attribute() + " desc");
        Optional<K> floor = floor(manager, key);
        conditions.addAll(comparisons);
        values.putAll(compared);
        where(key.attribute() + " >= :floor", "floor", floor.orElse(null));
        Page<E, K> page = Page.of(page(manager, limit), limit, key.of());
        return page.next().isPresent() ? page : new Page<>(page.items(), floor);
    }

    /** The last key a page looks at; empty when the list ends above, or when nothing is compared. */
    private <K> Optional<K> floor(EntityManager manager, Key<E, K> key) {
        if (comparisons.isEmpty()) {
            return Optional.empty();
        }
        String keys = "select " + key.attribute() + select.substring(select.indexOf(" from "));
        return query(manager, keys, key.type())
                .setFirstResult(Limit.MOST_LOOKED_AT - 1)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    private TypedQuery<E> query(EntityManager manager) {
        return query(manager, select, type);
    }

    private <T> TypedQuery<T> query(EntityManager manager, String selected, Class<T> of) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<T> query = manager.createQuery(selected + where + order, of);
        values.forEach(query::setParameter);
        return query;
    }
}
