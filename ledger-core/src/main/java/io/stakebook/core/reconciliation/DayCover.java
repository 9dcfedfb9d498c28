package io.stakebook.core.reconciliation;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ProductId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose statement a product's day is read from. The reward of a day stands in one statement, since the whole of it is
 * compared with the whole accrual: what a second provider states of the same day is a part, or a second opinion, and either
 * would be corrected against the first.
 */
final class DayCover {

    private DayCover() {}

    /**
     * @param earlier statements of any provider that name one of the products and touch the period, newest first
     * @param replaces the provider whose days may be taken over
     * @throws Conflict {@code STATE_CONFLICT} when the newest statement of a day and product is of another provider
     */
    static void require(
            String provider,
            Optional<String> replaces,
            Set<ProductId> products,
            LocalDate from,
            LocalDate to,
            List<Statement> earlier) {
        Map<ProductId, Set<LocalDate>> seen = new HashMap<>();
        for (Statement statement : earlier) {
            boolean fits = statement.provider().equals(provider)
                    || replaces.filter(statement.provider()::equals).isPresent();
            for (ProductId product : statement.products()) {
                if (!products.contains(product)) {
                    continue;
                }
                Set<LocalDate> days = seen.computeIfAbsent(product, key -> new HashSet<>());
                LocalDate first = statement.from().isBefore(from) ? from : statement.from();
                LocalDate last = statement.to().isAfter(to) ? to : statement.to();
                for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                    if (days.add(day) && !fits) {
                        throw taken(provider, product, day, statement);
                    }
                }
            }
        }
    }

    private static Conflict taken(String provider, ProductId product, LocalDate day, Statement by) {
        return new Conflict(
                ErrorCode.STATE_CONFLICT,
                "the rewards of " + product + " on " + day + " are those of statement " + by.id() + " of \""
                        + by.provider() + "\"; a day has one provider: put both files into one, or say that \""
                        + provider
                        + "\" replaces it (replaces)",
                Map.of(
                        "provider", by.provider(),
                        "productId", product.value(),
                        "businessDate", day.toString(),
                        "statementId", by.id().toString()));
    }
}
