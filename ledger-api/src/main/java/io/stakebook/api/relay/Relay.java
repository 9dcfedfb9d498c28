package io.stakebook.api.relay;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.background.Loop;
import io.stakebook.api.settings.Settings;
import io.stakebook.core.error.FailureLog;
import io.stakebook.core.event.EventLog;
import io.stakebook.core.event.Leadership;
import io.stakebook.core.event.LoggedEvent;
import io.stakebook.core.proof.leaf.Leaf;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the topic at the head of the log. One node publishes, the others stand by; a broker that is away is tried again
 * with growing pauses, while writes go on: nothing of the book waits for Kafka.
 */
@OnePerNode
public class Relay {

    private static final Logger LOG = System.getLogger(Relay.class.getName());
    private static final String TASK = "relay";
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration STANDBY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final EventLog log;
    private final Leadership leadership;
    private final Settings settings;
    private final ManagedThreadFactory threads;

    private volatile RelayState.Phase phase = RelayState.Phase.DISABLED;
    /** Newest sequence that readers of the topic see, -1 for none; empty while this node has not read it from the topic. */
    private volatile OptionalLong published = OptionalLong.empty();

    private final AtomicLong failures = new AtomicLong();
    private volatile String lastFailure = "";
    private final Loop loop = new Loop("stakebook-relay", this::round, this::failed);
    /** Where it stood when the round at work began, and how long it rests when that fails. */
    private long before = -1;

    private Duration pause = FIRST_PAUSE;

    @Inject
    public Relay(EventLog log, Leadership leadership, Settings settings, ManagedThreadFactory threads) {
        this.log = log;
        this.leadership = leadership;
        this.settings = settings;
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (settings.relay().enabled()) {
            phase = RelayState.Phase.STANDBY;
            loop.start(threads, Duration.ZERO);
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext ending) {
        loop.stop();
    }

    /** Where it stands; asks the log for its size while this node publishes. */
    public RelayState state() {
        RelayState.Phase now = phase;
        OptionalLong newest = published;
        boolean ours = now == RelayState.Phase.PUBLISHING || now == RelayState.Phase.BACKING_OFF;
        long lag = ours && newest.isPresent() ? Math.max(0, log.size() - 1 - newest.getAsLong()) : RelayState.NOT_KNOWN;
        return new RelayState(now, lag, failures.get(), lastFailure);
    }

    private Duration round() throws InterruptedException, ExecutionException, TimeoutException {
        before = published.orElse(-1);
        try (Leadership.@Nullable Lead lead = leadership.tryTake(TASK).orElse(null)) {
            if (lead == null) {
                phase = RelayState.Phase.STANDBY;
                published = OptionalLong.empty(); // another node moves it on
                return STANDBY;
            }
            lead(settings.relay(), log, lead);
        } catch (LeadLost e) {
            LOG.log(
                    Level.INFO,
                    "event=relay_lead_lost topic=" + settings.relay().topic() + " before it published");
        }
        return Duration.ZERO;
    }

    private void lead(Settings.Relay target, EventLog source, Leadership.Lead lead)
            throws InterruptedException, ExecutionException, TimeoutException {
        EventTopic topic = new EventTopic(target);
        int partitions = topic.ensure();
        keep(lead);
        try (Publisher publisher = new Publisher(target, partitions)) {
            publisher.open();
            SortedMap<Integer, Leaf> ends = topic.newest(partitions, () -> keep(lead));
            ends.forEach((partition, leaf) -> requireLogged(source, target.topic(), partition, leaf));
            publisher.continueAfter(ends);
            published = OptionalLong.of(publisher.published());
            phase = RelayState.Phase.PUBLISHING;
            LOG.log(Level.INFO, "event=relay_leading topic=" + target.topic() + " next=" + publisher.next());
            while (loop.running() && lead.held()) {
                List<LoggedEvent> window = source.read(publisher.next(), Publisher.WINDOW);
                if (window.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
                } else {
                    publisher.publish(window, () -> keep(lead));
                    published = OptionalLong.of(publisher.published());
                }
            }
        }
    }

    /** Also says that this node has not stood still: who says nothing for a minute is replaced. */
    private static void keep(Leadership.Lead lead) {
        if (!lead.held()) {
            throw new LeadLost();
        }
    }

    /** Another node leads, or is about to. */
    private static final class LeadLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeadLost() {
            super("the lead is lost");
        }
    }

    /** What the topic ends with must be what the log says in that place, or two histories would follow one another. */
    private static void requireLogged(EventLog source, String topic, int partition, Leaf newest) {
        List<LoggedEvent> same = source.read(newest.sequence(), 1);
        if (same.isEmpty()) {
            throw new TopicDiverged(topic, partition, newest.sequence(), "ends before it");
        }
        if (!Arrays.equals(same.get(0).leaf(), newest.bytes())) {
            throw new TopicDiverged(topic, partition, newest.sequence(), "has another one in its place");
        }
    }

    private Duration failed(Throwable e) {
        tell(e);
        Duration rest = published.orElse(-1) > before ? FIRST_PAUSE : pause;
        pause = longer(rest);
        return rest;
    }

    private void tell(Throwable e) {
        phase = e instanceof TopicDiverged ? RelayState.Phase.DIVERGED : RelayState.Phase.BACKING_OFF;
        long count = failures.incrementAndGet();
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        lastFailure = String.valueOf(cause.getMessage());
        String what = "event=relay_failed failures=" + count;
        if (cause instanceof RetriableException) {
            FailureLog.passing(LOG, Level.WARNING, what, cause);
        } else {
            FailureLog.tell(LOG, Level.WARNING, what, cause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
