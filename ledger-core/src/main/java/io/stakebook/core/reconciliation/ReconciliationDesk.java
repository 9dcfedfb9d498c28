package io.stakebook.core.reconciliation;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Command;
import io.stakebook.core.product.Products;
import io.stakebook.core.reconciliation.file.RewardProduct;
import io.stakebook.core.reconciliation.file.RewardProducts;
import io.stakebook.core.reconciliation.file.StatementFile;
import io.stakebook.core.reconciliation.file.StatementLine;
import io.stakebook.core.reconciliation.file.StatementReader;
import io.stakebook.core.reconciliation.file.Unreadable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The finance desk: prepares the commands of reconciliation. Reads here see committed state; each command checks under lock
 * what it rests on and answers {@code STALE} when that moved, so preparing it again is always safe.
 */
public final class ReconciliationDesk {

    private final Products products;
    private final Assets assets;
    private final AccruedDays accruals;
    private final Reconciliations reconciliations;
    private final OnePersonLimit limit;
    private final IdSource ids;
    private final Clock clock;

    public ReconciliationDesk(
            Products products,
            Assets assets,
            AccruedDays accruals,
            Reconciliations reconciliations,
            OnePersonLimit limit,
            IdSource ids,
            Clock clock) {
        this.products = products;
        this.assets = assets;
        this.accruals = accruals;
        this.reconciliations = reconciliations;
        this.limit = limit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who sent a file, who brought it, and how exact it must be.
     *
     * @param product the only product the file may name, when given
     * @param replaces another provider whose days this statement may take over
     * @param by subject of the uploader
     */
    public record Upload(
            String provider, Optional<ProductId> product, Optional<String> replaces, Tolerance tolerance, String by) {

        public Upload {
            Statement.requireProvider("provider", provider);
            FreeText.requireSeen("provider", provider);
            replaces.ifPresent(other -> Statement.requireProvider("replaces", other));
        }
    }

    /**
     * Reads and matches a statement.
     *
     * @throws Rejected {@code STATEMENT_UNREADABLE}, or {@code FIELD_INVALID} when the tolerance is of another asset; nothing
     *     is kept
     * @throws Conflict {@code RUN_IN_PROGRESS} when a day of the statement is being accrued right now,
     *     {@code STATE_CONFLICT} when a day is another provider's
     */
    public Command<StatementSummary> receive(byte[] bytes, Upload upload) {
        return receive(new StatementReader(rewardProducts(), today()).read(bytes), upload);
    }

    /**
     * As {@link #receive(byte[], Upload)}, of a file whose fields were told apart already.
     *
     * @param table the header first
     */
    public Command<StatementSummary> receive(byte[] bytes, List<List<String>> table, Upload upload) {
        return receive(new StatementReader(rewardProducts(), today()).read(bytes, table), upload);
    }

    private Command<StatementSummary> receive(StatementFile file, Upload upload) {
        upload.product().ifPresent(only -> requireOnly(only, file));
        upload.tolerance().requireFits(file);
        Set<ProductId> named = file.products();
        List<Fence> fences = reconciliations.fences(fences(upload.provider(), named));
        DayCover.require(
                upload.provider(),
                upload.replaces(),
                named,
                file.from(),
                file.to(),
                reconciliations.touching(named, file.from(), file.to()));
        Map<ProductId, LocalDate> lastRunDays = lastRunDays(named);
        List<AccruedDay> accrued = accruals.between(named, file.from(), file.to());
        accrued.stream().filter(day -> !day.complete()).findFirst().ifPresent(day -> {
            throw new Conflict(
                    ErrorCode.RUN_IN_PROGRESS,
                    "the accrual of " + day.product() + " on " + day.day()
                            + " is still running; upload again after it");
        });
        List<RewardDay> corrected = reconciliations.corrected(named, file.from(), file.to());
        Matched matched =
                new Matcher(accrued, corrected, lastRunDays, upload.tolerance().unitsPerLine()).match(file);
        Statement statement = statement(upload, file, matched);
        List<Break> breaks = matched.findings().stream()
                .map(finding -> open(finding, statement))
                .toList();
        Set<String> providers = new TreeSet<>(Set.of(upload.provider()));
        upload.replaces().ifPresent(providers::add);
        return new ReceiveStatement(
                statement,
                upload.replaces(),
                breaks,
                reconciliations.open(providers, named, file.from(), file.to()),
                fences);
    }

    /** Read before the accruals: the run of a day that is over by then is among them. */
    private Map<ProductId, LocalDate> lastRunDays(Set<ProductId> named) {
        Map<ProductId, LocalDate> days = new HashMap<>();
        for (ProductId product : named) {
            products.find(product)
                    .ifPresent(view -> days.put(product, view.product().lastRunDay()));
        }
        return days;
    }

    private static Set<String> fences(String provider, Set<ProductId> named) {
        Set<String> scopes = new TreeSet<>();
        scopes.add(Fence.ofProvider(provider));
        named.forEach(product -> scopes.add(Fence.ofProduct(product)));
        return scopes;
    }

    /** @throws io.stakebook.core.error.NotFound when there is no such break */
    public Break find(BreakId id) {
        return reconciliations.find(id).orElseThrow(() -> Closing.unknown(id));
    }

    /**
     * Shows what resolving would do.
     *
     * @throws Conflict {@code STATE_CONFLICT} when the break is resolved, {@code STALE} when its day was corrected since: the
     *     break is then about a book that is no more
     */
    public Preview preview(BreakId id) {
        Break found = find(id);
        if (found.state() != BreakState.OPEN) {
            throw Closing.resolved(found);
        }
        reconciliations.corrected(Set.of(found.product()), found.day(), found.day()).stream()
                .findFirst()
                .ifPresent(day -> Closing.requireUncorrected(found, day));
        return Preview.of(found, today());
    }

    /** Prepares to close a break as it was previewed, or to ask a second person to. */
    public Command<Break> resolve(BreakId id, String previewHash, String note, String by) {
        return new ResolveBreak(find(id), previewHash, note, by, new EntryId(ids.next()), limit);
    }

    /** Prepares the second person's yes to the resolution that waits. */
    public Command<Break> approve(BreakId id, String previewHash, String by) {
        return new ApproveResolution(find(id), previewHash, by, new EntryId(ids.next()));
    }

    /** The current business day, UTC, that ages count to. */
    public LocalDate today() {
        return EntryDates.dayOf(clock.instant());
    }

    /** One look-up a product, however many rows name it. */
    private RewardProducts rewardProducts() {
        Map<ProductId, Optional<RewardProduct>> found = new HashMap<>();
        return id -> found.computeIfAbsent(
                id,
                wanted -> products.find(wanted)
                        .map(view -> new RewardProduct(
                                wanted, assets.get(view.product().asset()))));
    }

    private static void requireOnly(ProductId only, StatementFile file) {
        for (StatementLine line : file.lines()) {
            if (!line.product().equals(only)) {
                throw Unreadable.at(
                        line.line(),
                        "product",
                        "the upload is for " + only,
                        line.product().value());
            }
        }
    }

    private Statement statement(Upload upload, StatementFile file, Matched matched) {
        return new Statement(
                new StatementId(ids.next()),
                upload.provider(),
                file.sha256(),
                file.from(),
                file.to(),
                new TreeSet<>(file.products()),
                upload.tolerance().unitsPerLine(),
                matched.days(),
                matched.agreed(),
                matched.findings().size(),
                upload.by(),
                clock.instant(),
                file.lines());
    }

    private Break open(Mismatch finding, Statement statement) {
        return new Break(
                new BreakId(ids.next()),
                statement.id(),
                statement.provider(),
                finding.type(),
                finding.product(),
                finding.asset(),
                finding.day(),
                finding.line(),
                finding.reported(),
                finding.expected(),
                statement.receivedBy(),
                statement.receivedAt());
    }
}
