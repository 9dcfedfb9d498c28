package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether limits can be set: they agree with one another and with the chart, and the account stands inside them. */
final class LimitRules {

    private final AccountName account;
    private final Asset asset;

    LimitRules(AccountName account, Asset asset) {
        this.account = account;
        this.asset = asset;
    }

    /** @throws Rejected {@code AMOUNT_TOO_LARGE}, {@code LIMITS_CONTRADICT} or {@code LIMITS_NOT_MET} */
    void require(SetLimits.Bounds wanted, Balance balance) {
        requireDigits("minPosted", wanted.minPosted());
        requireDigits("maxPosted", wanted.maxPosted());
        requireDigits("minAvailable", wanted.minAvailable());
        requireDigits("maxAvailable", wanted.maxAvailable());
        if (account.chart().floored()) {
            String floor = "the floor of the chart";
            requireOrder(floor, BigInteger.ZERO, "minPosted", wanted.minPosted());
            requireOrder(floor, BigInteger.ZERO, "minAvailable", wanted.minAvailable());
            requireOrder(floor, BigInteger.ZERO, "maxPosted", wanted.maxPosted());
            requireOrder(floor, BigInteger.ZERO, "maxAvailable", wanted.maxAvailable());
        }
        requireOrder("minPosted", wanted.minPosted(), "maxPosted", wanted.maxPosted());
        requireOrder("minPosted", wanted.minPosted(), "maxAvailable", wanted.maxAvailable());
        requireOrder("minAvailable", wanted.minAvailable(), "maxPosted", wanted.maxPosted());
        requireOrder("minAvailable", wanted.minAvailable(), "maxAvailable", wanted.maxAvailable());

        BigInteger free = balance.available();
        requireMet("minPosted", wanted.minPosted(), "posted less reserved out", free, 1);
        requireMet("minAvailable", wanted.minAvailable(), "available", free, 1);
        requireMet(
                "maxPosted",
                wanted.maxPosted(),
                "posted plus reserved in",
                balance.posted().add(balance.reservedIn()),
                -1);
        requireMet("maxAvailable", wanted.maxAvailable(), "pending", balance.pending(), -1);
    }

    private static void requireDigits(String name, @Nullable BigInteger units) {
        if (units != null && units.abs().compareTo(Amount.MAX_UNITS) > 0) {
            throw new Rejected(
                    ErrorCode.AMOUNT_TOO_LARGE, "limit " + name + " has more than 38 digits", Map.of("field", name));
        }
    }

    private void requireOrder(
            String lowerName, @Nullable BigInteger lower, String upperName, @Nullable BigInteger upper) {
        if (lower != null && upper != null && lower.compareTo(upper) > 0) {
            throw new Rejected(
                    ErrorCode.LIMITS_CONTRADICT,
                    "account " + account + " cannot have " + upperName + " " + asset.format(upper) + " under "
                            + lowerName + " " + asset.format(lower),
                    Map.of(
                            "account", account.toString(),
                            "lower", lowerName,
                            "lowerValue", asset.format(lower),
                            "upper", upperName,
                            "upperValue", asset.format(upper)));
        }
    }

    /** @param sign 1 when the balance may not lie below the bound, -1 when not above */
    private void requireMet(String name, @Nullable BigInteger bound, String what, BigInteger stands, int sign) {
        if (bound != null && stands.compareTo(bound) * sign < 0) {
            throw new Rejected(
                    ErrorCode.LIMITS_NOT_MET,
                    "account " + account + " stands at " + asset.format(stands) + " " + asset.code() + " (" + what
                            + "), outside " + name + " " + asset.format(bound),
                    Map.of(
                            "account", account.toString(),
                            "asset", asset.code().value(),
                            "limit", name,
                            "bound", asset.format(bound),
                            "balance", asset.format(stands)));
        }
    }
}
