package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.money.Amount;
import java.math.BigInteger;
import java.util.Map;

/** Whether an account holds enough to give. */
public final class Cover {

    private Cover() {}

    /** @throws Rejected {@code INSUFFICIENT_BALANCE} with members {@code availableUnits} and {@code neededUnits} */
    public static void require(Books books, AccountName account, Amount needed) {
        BigInteger available = books.balance(account).available();
        if (available.compareTo(needed.units()) < 0) {
            throw new Rejected(
                    ErrorCode.INSUFFICIENT_BALANCE,
                    "account " + account + " holds " + available + " units of " + needed.asset() + ", " + needed.units()
                            + " are needed",
                    Map.of(
                            "account", account.toString(),
                            "availableUnits", available.toString(),
                            "neededUnits", needed.units().toString()));
        }
    }
}
