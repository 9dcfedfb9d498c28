package io.stakebook.core.check;

import java.util.Set;

/** Checks the book against one consistent snapshot of it; never writes. */
public interface Checker {

    CheckReport check(Set<CheckName> checks);
}
