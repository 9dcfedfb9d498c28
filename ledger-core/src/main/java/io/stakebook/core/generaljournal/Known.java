package io.stakebook.core.generaljournal;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import java.util.Set;

/**
 * Facts found before a command is submitted that can never stop being true: customers are not deleted and entries are not
 * taken back. They spare the engine the rows; whatever is not known here is decided under lock or by the unique key.
 *
 * @param customers customers that exist
 * @param taken ids of entries that are in the book
 */
public record Known(Set<CustomerId> customers, Set<EntryId> taken) {

    public static final Known NOTHING = new Known(Set.of(), Set.of());

    public Known {
        customers = Set.copyOf(customers);
        taken = Set.copyOf(taken);
    }
}
