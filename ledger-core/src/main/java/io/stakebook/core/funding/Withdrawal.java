package io.stakebook.core.funding;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's coins leaving. The memo of the entry that takes them out of the wallet is the withdrawal's name and the address, that of
 * the entry that lets them go the name and the transaction, so that whoever holds an export finds them on chain.
 *
 * @param address where on chain they go, 1 to 120 printable ASCII characters
 * @param decision the policy decision that allowed the request
 * @param txHashOrNull transaction on chain, once settled
 */
public record Withdrawal(
        WithdrawalId id,
        CustomerId customer,
        Amount amount,
        Wallet source,
        String address,
        WithdrawalState state,
        DecisionId decision,
        Instant requestedAt,
        @Nullable Instant settledAtOrNull,
        @Nullable String txHashOrNull,
        long version)
        implements Stored {

    public Withdrawal {
        boolean settled = state == WithdrawalState.SETTLED;
        if (settled != (settledAtOrNull != null) || settled != (txHashOrNull != null)) {
            throw new IllegalArgumentException(
                    "withdrawal " + id + " is " + state + ", settled at " + settledAtOrNull + " by " + txHashOrNull);
        }
    }

    /** The key under which a command needs a withdrawal. */
    public static RecordKey key(WithdrawalId id) {
        return new RecordKey(Withdrawal.class, id.toString());
    }

    @Override
    public String recordId() {
        return id.toString();
    }

    Withdrawal settled(String txHash, Instant at) {
        return new Withdrawal(
                id,
                customer,
                amount,
                source,
                address,
                WithdrawalState.SETTLED,
                decision,
                requestedAt,
                at,
                txHash,
                version + 1);
    }
}
