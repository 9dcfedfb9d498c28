package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.customer.Customer;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.money.Asset;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.LimitChange;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.proof.leaf.EventSchemas;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets the limits of one account as a whole; they come into force with the commit as the next version.
 *
 * <p>Refused with {@code ACCOUNT_NOT_OPEN_TO_HAND}, {@code CUSTOMER_UNKNOWN}, {@code VERSION_MISMATCH},
 * {@code LIMITS_CONTRADICT}, {@code LIMITS_NOT_MET} or {@code NO_CHANGE}.
 *
 * @param wanted the four bounds, in units on the account's normal side; null takes a bound away
 * @param expectedVersion version of the limits this is meant to follow, 0 before the first; null to not ask
 */
public record SetLimits(
        AccountName account,
        Bounds wanted,
        String reason,
        String setBy,
        @Nullable Long expectedVersion) implements Command<Balance> {

    public SetLimits {
        FreeText.require("reason", reason);
    }

    /** See {@link Limits}. */
    public record Bounds(
            @Nullable BigInteger minPosted,
            @Nullable BigInteger maxPosted,
            @Nullable BigInteger minAvailable,
            @Nullable BigInteger maxAvailable) {

        public static final Bounds NONE = new Bounds(null, null, null, null);

        static Bounds of(Limits limits) {
            return new Bounds(limits.minPosted(), limits.maxPosted(), limits.minAvailable(), limits.maxAvailable());
        }

        Limits asVersion(long version) {
            return new Limits(version, minPosted, maxPosted, minAvailable, maxAvailable);
        }
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(account), account.customer().map(Customer::key).stream().collect(Collectors.toSet()));
    }

    /** The account as it stands under the new limits. */
    @Override
    public Plan<Balance> decide(Books books) {
        HandAccounts.require(account);
        account.customer().ifPresent(customer -> Customer.require(books, customer));
        Balance balance = books.balance(account);
        Limits before = balance.limits();
        requireVersion(before.version());
        Asset asset = books.asset(account.asset());
        new LimitRules(account, asset).require(wanted, balance);
        if (wanted.equals(Bounds.of(before))) {
            throw new Rejected(
                    ErrorCode.NO_CHANGE,
                    "account " + account + " has these limits already, since version " + before.version(),
                    Map.of("version", Long.toString(before.version())));
        }
        Limits after = wanted.asVersion(before.version() + 1);
        return new Plan.Accepted<>(
                balance.with(after),
                List.of(),
                Lateness.CARRY,
                List.of(),
                List.of(new LimitChange(account, after, setBy, reason)),
                Optional.empty(),
                List.of(notice(before, after)));
    }

    private void requireVersion(long found) {
        if (expectedVersion != null && !Objects.equals(expectedVersion, found)) {
            throw new Rejected(
                    ErrorCode.VERSION_MISMATCH,
                    "the limits of account " + account + " are at version " + found + ", not at the expected "
                            + expectedVersion,
                    Map.of(
                            "account", account.toString(),
                            "expected", expectedVersion.toString(),
                            "found", Long.toString(found)));
        }
    }

    private Notice notice(Limits before, Limits after) {
        Map<String, Object> data = new HashMap<>();
        data.put("account", account.toString());
        data.put("version", after.version());
        data.put("old", told(before));
        data.put("new", told(after));
        data.put("reason", reason);
        data.put("set_by", setBy);
        return new Notice(EventSchemas.typeOf("account.limits.changed"), account.owner(), account.toString(), data);
    }

    private static Map<String, Object> told(Limits limits) {
        Map<String, Object> told = new HashMap<>();
        tell(told, "min_posted", limits.minPosted());
        tell(told, "max_posted", limits.maxPosted());
        tell(told, "min_available", limits.minAvailable());
        tell(told, "max_available", limits.maxAvailable());
        return told;
    }

    private static void tell(Map<String, Object> to, String name, @Nullable BigInteger units) {
        if (units != null) {
            to.put(name, units.toString());
        }
    }
}
