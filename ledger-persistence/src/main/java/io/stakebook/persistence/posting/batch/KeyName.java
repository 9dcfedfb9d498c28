package io.stakebook.persistence.posting.batch;

import org.jspecify.annotations.Nullable;

/** What an outcome is kept under. */
public record KeyName(String scope, String key) {

    // Written out: looked up several times a command, and a record's own methods go through a handle a component.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyName name && key.equals(name.key) && scope.equals(name.scope);
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + key.hashCode();
    }
}
