package io.stakebook.api.journal;

import io.stakebook.api.security.Call;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who reads an entry or a reservation, and so what of it is shown.
 *
 * <p>Staff are shown all of it. A customer is shown the lines of his own accounts whole; of a line of the house the account,
 * the side and the amount, because the balance of a house account is the sum of what all customers hold; of a line of
 * another customer nothing.
 *
 * @param onlyOrNull the customer the caller is; null for staff
 */
public record Viewer(@Nullable CustomerId onlyOrNull) {

    /** Sees everything. */
    public static final Viewer STAFF = new Viewer(null);

    public static Viewer of(Call call) {
        return call.onlyCustomer().map(Viewer::new).orElse(STAFF);
    }

    /** Who asked for what is the staff's to know. */
    boolean isStaff() {
        return onlyOrNull == null;
    }

    /** What belongs to this owner, null for the house, belongs to the viewer or is shown to staff. */
    public boolean owns(@Nullable CustomerId ownerOrNull) {
        return onlyOrNull == null || onlyOrNull.equals(ownerOrNull);
    }

    /** What stands on the account is the viewer's to see. */
    public boolean seesInto(AccountName account) {
        return owns(account.customerOrNull());
    }

    /** A line of the account is shown at all. */
    public boolean seesLineOf(AccountName account) {
        return account.customerOrNull() == null || seesInto(account);
    }

    /** The whole can be asked for by its id: it is the viewer's, or it touches an account of his. */
    public boolean mayRead(@Nullable CustomerId ownerOrNull, Stream<AccountName> touched) {
        return owns(ownerOrNull) || touched.anyMatch(this::seesInto);
    }
}
