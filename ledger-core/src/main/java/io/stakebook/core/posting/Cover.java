package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import java.math.BigInteger;
import java.util.Map;

/** Whether an account holds enough to give. */
public final class Cover {

    private Cover() {}

    /** @throws Rejected {@code INSUFFICIENT_BALANCE} with members {@code asset}, {@code available} and {@code needed} */
    public static void require(Books books, AccountName account, Amount needed) {
        BigInteger held = books.balance(account).available();
        if (held.compareTo(needed.units()) < 0) {
            Asset asset = books.asset(needed.asset());
            String available = asset.format(held);
            throw new Rejected(
                    ErrorCode.INSUFFICIENT_BALANCE,
                    "account " + account + " has " + available + " " + asset.code() + " available and needs "
                            + asset.format(needed),
                    Map.of(
                            "account", account.toString(),
                            "asset", asset.code().value(),
                            "available", available,
                            "needed", asset.format(needed)));
        }
    }
}
