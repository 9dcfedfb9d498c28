package io.stakebook.core.accrual;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.accrual.reward.BusinessDay;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closes a run with its control totals and moves house coins behind the reward the platform owes (template 15b), as far as
 * the house wallet holds them above its minimum. The move counts on the run's day, like the reward.
 *
 * <p>What earlier runs of the product left short is made up for as far as clients are still uncovered: finance may have
 * moved the coins meanwhile, and then they must not leave the house a second time.
 *
 * @param totals figures of the run before its backing
 * @param yieldSource who pays under the rates of the run
 * @param uncoveredOrNull read when the run before left something short
 */
public record CompleteRun(
        AccrualRun run,
        Totals totals,
        YieldSource yieldSource,
        @Nullable Uncovered uncoveredOrNull,
        EntryId backing) implements Command<AccrualRun> {

    /**
     * See {@link RunManifest} for the members; entries and debits without the backing.
     *
     * @param owedUnits the part of the reward that the platform itself pays
     */
    public record Totals(
            String inputsHash,
            long portfolios,
            long lines,
            long entries,
            BigInteger debits,
            BigInteger baseUnits,
            BigInteger commissionUnits,
            BigInteger owedUnits) {}

    @Override
    public Needs needs() {
        return new Needs(
                Set.of(houseWallet(), omnibus()),
                Set.of(
                        AccrualRun.key(run.product(), run.day()),
                        AccrualRun.key(run.product(), run.day().minusDays(1))));
    }

    @Override
    public boolean keepsRefusal() {
        return false;
    }

    /** @throws Conflict {@code STALE} when house coins moved since it was read what is uncovered */
    @Override
    public Plan<AccrualRun> decide(Books books) {
        AccrualRun current = books.find(AccrualRun.class, run.recordId())
                .orElseThrow(() -> new Conflict(ErrorCode.STATE_CONFLICT, "run " + run.id() + " was never started"));
        if (current.state() == RunState.COMPLETED) {
            return new Plan.Accepted<>(current, List.of(), List.of(), Optional.empty(), List.of());
        }
        BigInteger owed = totals.owedUnits().add(stillShort(books));
        BigInteger backed = owed.min(books.balance(houseWallet()).spendable());
        RunManifest manifest = manifest(backed, owed.subtract(backed));
        AccrualRun completed = current.completed(manifest, books.recordedAt());
        List<JournalEntry> entries = backed.signum() == 0 ? List.of() : List.of(backing(backed));
        return new Plan.Accepted<>(
                completed,
                entries,
                Lateness.ADJUST_OR_CARRY,
                List.of(completed),
                List.of(),
                Optional.empty(),
                List.of(notice(manifest)));
    }

    private BigInteger stillShort(Books books) {
        BigInteger before = unbackedBefore(books);
        if (before.signum() == 0) {
            return before;
        }
        if (uncoveredOrNull == null
                || uncoveredOrNull.houseVersion()
                        != books.balance(houseWallet()).sequence()) {
            throw new Conflict(ErrorCode.STALE, "house coins moved while run " + run.id() + " was completed");
        }
        return before.min(uncoveredOrNull.units());
    }

    private BigInteger unbackedBefore(Books books) {
        return books.find(
                        AccrualRun.class,
                        AccrualRun.recordId(run.product(), run.day().minusDays(1)))
                .map(AccrualRun::manifestOrNull)
                .map(RunManifest::unbackedUnits)
                .orElse(BigInteger.ZERO);
    }

    private RunManifest manifest(BigInteger backed, BigInteger unbacked) {
        boolean posts = backed.signum() > 0;
        return new RunManifest(
                totals.inputsHash(),
                totals.portfolios(),
                totals.lines(),
                totals.entries() + (posts ? 1 : 0),
                totals.debits().add(backed),
                totals.baseUnits(),
                totals.commissionUnits(),
                backed,
                unbacked);
    }

    /** Counted on the day of the reward it stands behind, so that the books of that day are covered. */
    private JournalEntry backing(BigInteger units) {
        Amount amount = new Amount(run.asset(), units);
        return new JournalEntry(
                backing,
                EntryKind.REWARD_BACKING,
                new BusinessDay(run.day()).lastMoment(),
                run.day(),
                EntryContext.house().withProduct(run.product()).withRun(run.id(), WireName.of(yieldSource)),
                List.of(Posting.debit(omnibus(), amount), Posting.credit(houseWallet(), amount)));
    }

    private Notice notice(RunManifest manifest) {
        Map<String, Object> data = new HashMap<>();
        data.put("run_id", run.id().toString());
        data.put("entries", manifest.entries());
        data.put(
                "totals",
                manifest.debits().signum() == 0
                        ? List.of()
                        : List.of(Map.of(
                                "asset", run.asset().value(),
                                "units", manifest.debits().toString())));
        data.put("product_id", run.product().value());
        data.put("business_date", run.day().toString());
        data.put("inputs_hash", manifest.inputsHash());
        data.put("lines", manifest.lines());
        data.put("yield_source", WireName.of(yieldSource));
        return new Notice(
                "io.stakebook.accrual.run.completed.v1", "house", run.id().toString(), data);
    }

    private AccountName houseWallet() {
        return AccountName.house(ChartAccount.HOUSE_WALLET, run.asset());
    }

    private AccountName omnibus() {
        return AccountName.house(ChartAccount.CLIENT_OMNIBUS_HOT, run.asset());
    }
}
