package io.stakebook.api.submission;

import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks for nothing. As a dry run it tells what is kept with a key, and leaves the key free when nothing is. */
record KeyLookup() implements Command<KeyLookup> {

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of());
    }

    @Override
    public Plan<KeyLookup> decide(Books books) {
        return new Plan.Accepted<>(this, List.of(), List.of(), Optional.empty(), List.of());
    }
}
