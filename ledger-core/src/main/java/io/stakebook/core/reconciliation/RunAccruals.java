package io.stakebook.core.reconciliation;

import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.error.Corrupt;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.product.Products;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes what was accrued from the control totals of the accrual runs. */
public final class RunAccruals implements AccruedDays {

    private final AccrualRuns runs;
    private final Products products;

    public RunAccruals(AccrualRuns runs, Products products) {
        this.runs = runs;
        this.products = products;
    }

    @Override
    public List<AccruedDay> between(Set<ProductId> named, LocalDate from, LocalDate to) {
        List<AccruedDay> days = new ArrayList<>();
        for (ProductId product : named) {
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                runs.find(product, day).map(this::accrued).ifPresent(days::add);
            }
        }
        return days;
    }

    private AccruedDay accrued(AccrualRun run) {
        RunManifest manifest = run.manifestOrNull();
        if (manifest == null) {
            return new AccruedDay(run.product(), run.day(), true, BigInteger.ZERO, BigInteger.ZERO, 0, false);
        }
        return new AccruedDay(
                run.product(),
                run.day(),
                receivable(run),
                manifest.baseUnits().add(manifest.commissionUnits()),
                manifest.commissionUnits(),
                manifest.lines(),
                true);
    }

    /** Terms may change who pays from one version to the next; the run says which version it used. */
    private boolean receivable(AccrualRun run) {
        return products.terms(run.product(), run.rateVersion())
                .orElseThrow(() -> new Corrupt(
                        ErrorCode.INVARIANT_BROKEN,
                        "run " + run.id() + " used terms version " + run.rateVersion() + " of " + run.product()
                                + ", which is not there"))
                .terms()
                .earning()
                .yieldSource()
                .passThrough();
    }
}
