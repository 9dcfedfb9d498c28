package io.stakebook.core.funding;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Cover;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records that a withdrawal is final on chain: template 18, second half. The coins are gone, so no policy is asked.
 *
 * @param customer whose withdrawal it is, as read before
 * @param amount its amount, as read before
 */
public record ConfirmWithdrawal(
        WithdrawalId withdrawal, CustomerId customer, Amount amount, String txHash, EntryId entry)
        implements Command<Withdrawal> {

    public ConfirmWithdrawal {
        Reference.require("txHash", txHash);
    }

    /** Confirms a withdrawal that was read before. */
    public static ConfirmWithdrawal of(Withdrawal requested, String txHash, EntryId entry) {
        return new ConfirmWithdrawal(requested.id(), requested.customer(), requested.amount(), txHash, entry);
    }

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(RequestWithdrawal.inTransit(customer, amount), omnibus()), Set.of(Withdrawal.key(withdrawal)));
    }

    @Override
    public Plan<Withdrawal> decide(Books books) {
        Withdrawal requested = books.find(Withdrawal.class, withdrawal.toString())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.RESOURCE_UNKNOWN,
                        "there is no withdrawal " + withdrawal,
                        Map.of("withdrawalId", withdrawal.toString())));
        if (requested.state() != WithdrawalState.REQUESTED) {
            throw new Rejected(
                    ErrorCode.STATE_CONFLICT,
                    "withdrawal " + withdrawal + " was settled at " + requested.settledAtOrNull() + " by "
                            + requested.txHashOrNull(),
                    Map.of("state", "settled"));
        }
        Cover.require(books, omnibus(), amount);
        Withdrawal settled = requested.settled(txHash, books.recordedAt());
        JournalEntry posted = JournalEntry.of(
                entry,
                EntryKind.WITHDRAWAL_SETTLED,
                books.recordedAt(),
                EntryContext.of(customer).withMemo(withdrawal + " " + txHash),
                List.of(
                        Posting.debit(RequestWithdrawal.inTransit(customer, amount), amount),
                        Posting.credit(omnibus(), amount)));
        return new Plan.Accepted<>(settled, List.of(posted), List.of(settled), Optional.empty(), List.of());
    }

    private AccountName omnibus() {
        return AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, amount.asset());
    }
}
