package io.stakebook.core.accrual;

import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The accrual of one product for one UTC day; there is one and only one.
 *
 * @param rateVersion terms version whose rates a flexible product accrues at on this day; fixed positions keep their own
 */
public record AccrualRun(
        RunId id,
        ProductId product,
        AssetCode asset,
        LocalDate day,
        int rateVersion,
        RunState state,
        Instant startedAt,
        @Nullable Instant completedAtOrNull,
        @Nullable RunManifest manifestOrNull,
        long version)
        implements Stored {

    public AccrualRun {
        boolean completed = state == RunState.COMPLETED;
        if (completed != (completedAtOrNull != null) || completed != (manifestOrNull != null)) {
            throw new IllegalArgumentException(
                    "run " + id + " is " + state + ", completed at " + completedAtOrNull + " with " + manifestOrNull);
        }
    }

    public static String recordId(ProductId product, LocalDate day) {
        return product + "/" + day;
    }

    /** The key under which a command needs a run. */
    public static RecordKey key(ProductId product, LocalDate day) {
        return new RecordKey(AccrualRun.class, recordId(product, day));
    }

    @Override
    public String recordId() {
        return recordId(product, day);
    }

    AccrualRun completed(RunManifest manifest, Instant at) {
        return new AccrualRun(
                id, product, asset, day, rateVersion, RunState.COMPLETED, startedAt, at, manifest, version + 1);
    }
}
