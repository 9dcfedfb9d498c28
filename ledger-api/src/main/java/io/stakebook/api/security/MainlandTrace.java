package io.stakebook.api.security;

import io.stakebook.api.OnePerNode;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.presence.MainlandDay;
import io.stakebook.core.presence.MainlandWatch;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps that a customer came from the mainland, whatever he asks for, before it is answered. A member of staff leaves no
 * trace: his connection is no evidence about anybody. A read decides nothing, so it is answered also when that cannot be kept,
 * as by a database that takes no writes. An address that cannot be read leaves no trace, as one of no country; the log tells of
 * it, since a trusted proxy let it through. Comes after a read has its place, since it may need a connection.
 */
@Provider
@OnePerNode
@Priority(Priorities.AUTHORIZATION + 1)
public class MainlandTrace implements ContainerRequestFilter {

    private static final Logger LOG = System.getLogger(MainlandTrace.class.getName());
    private static final Duration A_LINE_EVERY = Duration.ofMinutes(1);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final MainlandWatch watch;
    private final LineAMinute unkept = new LineAMinute();
    private final LineAMinute unread = new LineAMinute();

    @Inject
    public MainlandTrace(MainlandWatch watch) {
        this.watch = watch;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Call.found(request)
                .filter(call -> !call.connection().isRead()
                        || MainlandDay.isMainland(call.connection().shown().ipCountry()))
                .ifPresent(call -> call.self().ifPresent(customer -> look(call, customer)));
    }

    private void look(Call call, CustomerId customer) {
        if (call.connection().isRead()) {
            keep(call, customer);
        } else {
            unread.tell(calls -> LOG.log(Level.WARNING, "event=forwarded_address_unread calls=" + calls));
        }
    }

    private void keep(Call call, CustomerId customer) {
        try {
            watch.seen(customer);
        } catch (Unavailable e) {
            if (!READS.contains(call.method())) {
                throw e;
            }
            unkept.tell(reads -> FailureLog.tell(LOG, Level.WARNING, "event=mainland_not_kept reads=" + reads, e));
        }
    }

    /** Every call of such a customer comes by here for as long as it lasts. */
    private static final class LineAMinute {

        private long counted;
        private @Nullable Long toldNanos;

        synchronized void tell(LongConsumer line) {
            counted++;
            long now = System.nanoTime();
            if (toldNanos == null || now - toldNanos >= A_LINE_EVERY.toNanos()) {
                toldNanos = now;
                line.accept(counted);
            }
        }
    }
}
