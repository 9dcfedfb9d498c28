package io.stakebook.core.journal;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about: the dimensions finance drills down by. A null member does not apply.
 *
 * @param yieldSource who pays the yield, in wire form, on every accrual entry
 * @param memo short free text written by the platform, never by a customer
 * @param postedBy subject of the caller whose request posted it, at most 255 printable ASCII characters; null for the
 *     book's own jobs, such as accrual and expiry
 */
public record EntryContext(
        @Nullable CustomerId customer,
        @Nullable ProductId product,
        @Nullable PositionId position,
        @Nullable RunId run,
        @Nullable String yieldSource,
        @Nullable DecisionId decision,
        @Nullable EntryId reverses,
        @Nullable String memo,
        @Nullable String postedBy) {

    private static final EntryContext HOUSE = new EntryContext(null, null, null, null, null, null, null, null, null);

    public static EntryContext house() {
        return HOUSE;
    }

    public static EntryContext of(CustomerId customer) {
        return new EntryContext(customer, null, null, null, null, null, null, null, null);
    }

    /**
     * The owner of an entry written by hand. The one customer it touches; of several the house, or the first customer
     * when no house account is among the postings: an entry belongs to an owner whom it touches.
     */
    public static EntryContext touching(List<Posting> postings) {
        Set<CustomerId> customers = new LinkedHashSet<>();
        boolean house = false;
        for (Posting posting : postings) {
            @Nullable CustomerId customer = posting.account().customerOrNull();
            if (customer == null) {
                house = true;
            } else {
                customers.add(customer);
            }
        }
        boolean single = customers.size() == 1 || (!house && !customers.isEmpty());
        return single ? of(customers.iterator().next()) : HOUSE;
    }

    public EntryContext withPosition(ProductId ofProduct, PositionId ofPosition) {
        return new EntryContext(customer, ofProduct, ofPosition, run, yieldSource, decision, reverses, memo, postedBy);
    }

    public EntryContext withProduct(ProductId ofProduct) {
        return new EntryContext(customer, ofProduct, position, run, yieldSource, decision, reverses, memo, postedBy);
    }

    public EntryContext withRun(RunId ofRun, String paidBy) {
        return new EntryContext(customer, product, position, ofRun, paidBy, decision, reverses, memo, postedBy);
    }

    public EntryContext withYieldSource(String paidBy) {
        return new EntryContext(customer, product, position, run, paidBy, decision, reverses, memo, postedBy);
    }

    public EntryContext withDecision(DecisionId allowedBy) {
        return new EntryContext(customer, product, position, run, yieldSource, allowedBy, reverses, memo, postedBy);
    }

    public EntryContext withMemo(String text) {
        return new EntryContext(customer, product, position, run, yieldSource, decision, reverses, text, postedBy);
    }

    public EntryContext withReverses(EntryId original) {
        return new EntryContext(customer, product, position, run, yieldSource, decision, original, memo, postedBy);
    }

    public EntryContext withPostedBy(@Nullable String subject) {
        return new EntryContext(customer, product, position, run, yieldSource, decision, reverses, memo, subject);
    }

    /** The key under which the entry's event is ordered: the customer, or {@code house}. */
    public String owner() {
        return customer == null ? "house" : customer.toString();
    }
}
