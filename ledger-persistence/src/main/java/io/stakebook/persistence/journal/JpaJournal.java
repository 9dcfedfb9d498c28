package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.jpa.Reads;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads entries by JPA. */
public final class JpaJournal implements Journal {

    private static final String BY_PLACE = "select e from EntryEntity e where e.place in :places order by e.place desc";

    private static final String LEGS = """
            select p, a from PostingEntity p join AccountEntity a on a.id = p.account
             where p.entry in :entries order by p.entry, p.leg
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
        EntryFilters filters = EntryFilters.of(query);
        return reads.with(em -> {
            // A cursor is not signed: one that was made up must not have the list begin where nothing can be.
            long below = before.isPresent()
                    ? Math.min(before.get(), SettledPlace.given(em) + 1)
                    : SettledPlace.newest(em) + 1;
            long from = filters.top(em, below);
            long bottom = filters.bottom(em, from);
            Optional<Long> floor = filters.floor(em, from, bottom);
            List<Long> places = filters.places(em, from, floor.orElse(bottom), limit.value() + 1);
            List<PlacedEntry> found = places.isEmpty()
                    ? List.of()
                    : withPostings(
                            em,
                            em.createQuery(BY_PLACE, EntryEntity.class)
                                    .setParameter("places", places)
                                    .getResultList());
            Page<PlacedEntry, Long> page = Page.of(found, limit, PlacedEntry::place);
            return page.next().isPresent() ? page : new Page<>(page.items(), floor);
        });
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
