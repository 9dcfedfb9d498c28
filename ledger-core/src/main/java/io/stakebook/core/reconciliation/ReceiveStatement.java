package io.stakebook.core.reconciliation;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import io.stakebook.core.posting.Stored;
import io.stakebook.core.wire.WireName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps a statement with its breaks. Matching was done before, on what the book held then; under lock it only checks by
 * fences that nobody corrected a day of its products or brought another statement of its provider or products meanwhile. Open
 * breaks of older statements of the same provider and days, and of the one it replaces, are closed as superseded, so that a
 * day has its breaks from one statement only.
 */
final class ReceiveStatement implements Command<StatementSummary> {

    private final Statement statement;
    private final Optional<String> replaces;
    private final List<Break> breaks;
    private final List<Break> superseded;
    private final List<Fence> fences;

    /**
     * @param superseded open breaks of older statements, as they were read
     * @param fences of the provider and of every product named, as they were read before anything else
     */
    ReceiveStatement(
            Statement statement,
            Optional<String> replaces,
            List<Break> breaks,
            List<Break> superseded,
            List<Fence> fences) {
        this.statement = statement;
        this.replaces = replaces;
        this.breaks = List.copyOf(breaks);
        this.superseded = List.copyOf(superseded);
        this.fences = List.copyOf(fences);
    }

    @Override
    public Needs needs() {
        Set<RecordKey> records = new HashSet<>();
        records.add(new RecordKey(Statement.class, statement.recordId()));
        fences.forEach(fence -> records.add(Fence.key(fence.scope())));
        breaks.forEach(found -> records.add(new RecordKey(Break.class, found.recordId())));
        superseded.forEach(old -> records.add(new RecordKey(Break.class, old.recordId())));
        return new Needs(Set.of(), records);
    }

    @Override
    public Plan<StatementSummary> decide(Books books) {
        List<Stored> writes = new ArrayList<>(fencesHeld(books));
        List<Notice> notices = new ArrayList<>();
        writes.add(receivedAt(books));
        notices.add(matched());
        for (Break old : superseded) {
            books.find(Break.class, old.recordId())
                    .filter(now -> now.state() == BreakState.OPEN)
                    .map(now -> superseded(now, books))
                    .ifPresent(closed -> {
                        writes.add(closed);
                        notices.add(BreakEvents.superseded(closed, statement.id(), books));
                    });
        }
        for (Break found : breaks) {
            Break opened = found.opened(books.recordedAt());
            writes.add(opened);
            notices.add(BreakEvents.found(opened, books));
        }
        return new Plan.Accepted<>(
                StatementSummary.of(receivedAt(books), breaks), List.of(), writes, Optional.empty(), notices);
    }

    /** Each break is a row and an event of its own. */
    @Override
    public int weight() {
        return 1 + breaks.size() + superseded.size();
    }

    private Break superseded(Break now, Books books) {
        return now.resolved(new Resolution(
                Resolution.Kind.SUPERSEDED,
                "superseded by statement " + statement.id(),
                statement.receivedBy(),
                null,
                books.recordedAt(),
                null));
    }

    /** The breaks are counted by type; each tells of itself besides, when it is found and when it ends. */
    private Notice matched() {
        Map<String, Object> byType = new TreeMap<>();
        StatementSummary.of(statement, breaks).found().forEach((type, count) -> byType.put(WireName.of(type), count));
        Map<String, Object> data = new HashMap<>();
        data.put("statement_id", statement.id().toString());
        data.put("provider", statement.provider());
        replaces.ifPresent(other -> data.put("replaces", other));
        data.put("file_sha256", statement.sha256());
        data.put("from", statement.from().toString());
        data.put("to", statement.to().toString());
        data.put("tolerance_per_line", statement.tolerancePerLine().longValueExact());
        data.put("received_by", statement.receivedBy());
        data.put("days", (long) statement.days());
        data.put("agreed", (long) statement.agreed());
        data.put("breaks", byType);
        return new Notice(
                "io.stakebook.reconciliation.statement.matched.v1",
                "house",
                statement.id().toString(),
                data);
    }

    /** Each moved on: a second statement of the provider, or of one of the products, is matched with what this one leaves. */
    private List<Fence> fencesHeld(Books books) {
        List<Fence> writes = new ArrayList<>();
        for (Fence read : fences) {
            Optional<Fence> now = books.find(Fence.class, read.scope());
            if (now.map(Fence::moves).orElse(0L) != read.moves()) {
                throw new Conflict(
                        ErrorCode.STALE,
                        "what the statement of " + statement.provider() + " was matched with changed meanwhile ("
                                + read.scope() + "); upload it again");
            }
            writes.add(read.moved());
        }
        return writes;
    }

    private Statement receivedAt(Books books) {
        return new Statement(
                statement.id(),
                statement.provider(),
                statement.sha256(),
                statement.from(),
                statement.to(),
                statement.products(),
                statement.tolerancePerLine(),
                statement.days(),
                statement.agreed(),
                statement.breaks(),
                statement.receivedBy(),
                books.recordedAt(),
                statement.lines());
    }
}
