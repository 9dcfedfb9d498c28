package io.stakebook.core.reconciliation;

import io.stakebook.core.id.ProductId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Reads what accrual runs booked. */
public interface AccruedDays {

    /** One row per product and day that has a run, {@code from} and {@code to} included, in any order. */
    List<AccruedDay> between(Set<ProductId> products, LocalDate from, LocalDate to);
}
