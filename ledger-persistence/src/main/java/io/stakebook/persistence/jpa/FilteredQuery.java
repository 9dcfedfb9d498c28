package io.stakebook.persistence.jpa;

import io.stakebook.core.page.Limit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private String order = "";

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

    private TypedQuery<E> query(EntityManager manager) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<E> query = manager.createQuery(select + where + order, type);
        values.forEach(query::setParameter);
        return query;
    }
}
