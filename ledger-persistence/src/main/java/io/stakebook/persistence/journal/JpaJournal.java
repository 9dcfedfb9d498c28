package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.Listing;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads entries and postings by JPA. */
public final class JpaJournal implements Journal {

    private static final String ENTRIES = "select e from EntryEntity e";

    private static final String LEGS = """
            select p, a from PostingEntity p join AccountEntity a on a.id = p.account
             where p.entry in :entries order by p.entry, p.leg
            """;

    private static final String OF_ACCOUNT = """
            select p, e, a from PostingEntity p join EntryEntity e on e.id = p.entry
              join AccountEntity a on a.id = p.account
            """;

    private final Reads reads;

    public JpaJournal(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<RecordedEntry> find(EntryId id) {
        return reads.with(em -> {
            EntryEntity row = em.find(EntryEntity.class, id.value());
            return row == null
                    ? Optional.empty()
                    : Optional.of(withPostings(em, List.of(row)).get(0).entry());
        });
    }

    @Override
    public Page<PlacedEntry, Long> list(Query query, Optional<Long> before, Limit limit) {
        List<PlacedEntry> found = reads.with(em -> withPostings(
                em,
                new Listing<>(EntryEntity.class, ENTRIES)
                        .where(
                                "e.customer = :customer",
                                "customer",
                                query.customer() == null
                                        ? null
                                        : query.customer().value())
                        .where(
                                "e.product = :product",
                                "product",
                                query.product() == null ? null : query.product().value())
                        .where(
                                "e.position = :position",
                                "position",
                                query.position() == null
                                        ? null
                                        : query.position().value())
                        .where(
                                "e.run = :run",
                                "run",
                                query.run() == null ? null : query.run().value())
                        .where(
                                "e.kind = :kind",
                                "kind",
                                query.kind() == null ? null : query.kind().wire())
                        .where("e.businessDate = :day", "day", query.businessDate())
                        .where("e.place < :before", "before", before.orElse(null))
                        .orderBy("e.place desc")
                        .page(em, limit)));
        return Page.of(found, limit, PlacedEntry::place);
    }

    @Override
    public Page<AccountPosting, Long> postings(AccountName account, Optional<Long> before, Limit limit) {
        List<AccountPosting> found = reads.with(em -> new Listing<>(Object[].class, OF_ACCOUNT)
                        .where("a.name = :name", "name", account.toString())
                        .where("p.sequence < :before", "before", before.orElse(null))
                        .orderBy("p.sequence desc")
                        .page(em, limit)
                        .stream()
                        .map(row -> line(account, (PostingEntity) row[0], (EntryEntity) row[1]))
                        .toList());
        return Page.of(found, limit, AccountPosting::accountSequence);
    }

    private static AccountPosting line(AccountName account, PostingEntity posting, EntryEntity entry) {
        return new AccountPosting(
                new EntryId(entry.id),
                entry.kind(),
                posting.toDomain(account),
                posting.sequence,
                posting.balanceAfter(account).posted(),
                entry.effectiveAt.toInstant(),
                entry.businessDate,
                entry.recordedAt.toInstant());
    }

    /** One query for the legs of all entries. */
    private static List<PlacedEntry> withPostings(EntityManager em, List<EntryEntity> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Object[]>> legs = new HashMap<>();
        for (Object[] leg : em.createQuery(LEGS, Object[].class)
                .setParameter("entries", entries.stream().map(entry -> entry.id).toList())
                .getResultList()) {
            legs.computeIfAbsent(((PostingEntity) leg[0]).entry, id -> new ArrayList<>())
                    .add(leg);
        }
        List<PlacedEntry> placed = new ArrayList<>();
        for (EntryEntity entry : entries) {
            List<Posting> postings = new ArrayList<>();
            List<RecordedEntry.RecordedPosting> lines = new ArrayList<>();
            for (Object[] leg : legs.getOrDefault(entry.id, List.of())) {
                PostingEntity row = (PostingEntity) leg[0];
                AccountName account = ((AccountEntity) leg[1]).toDomain();
                Posting posting = row.toDomain(account);
                postings.add(posting);
                lines.add(new RecordedEntry.RecordedPosting(posting, row.sequence, row.balanceAfter(account)));
            }
            placed.add(new PlacedEntry(
                    entry.place, new RecordedEntry(entry.toDomain(postings), entry.recordedAt.toInstant(), lines)));
        }
        return placed;
    }
}
