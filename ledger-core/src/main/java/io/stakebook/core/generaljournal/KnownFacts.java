package io.stakebook.core.generaljournal;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import java.util.Set;

/** Looks up what is certain before entries are submitted; two reads at most, customers remembered. */
public interface KnownFacts {

    /**
     * @param customers whose accounts will be touched
     * @param clientMade entry ids the caller made; ids of our own need no look
     */
    Known look(Set<CustomerId> customers, Set<EntryId> clientMade);

    /** As above, for all items of a request. */
    default Known look(Iterable<? extends Item> items, Set<EntryId> clientMade) {
        return look(PostEntries.customers(items), clientMade);
    }
}
