package io.stakebook.verifier;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What kept a file from being read, in words. */
final class Unreadable {
    private Unreadable() {}

    static String why(Exception e) {
        Throwable cause = e instanceof UncheckedIOException
                ? Optional.ofNullable(e.getCause()).orElse(e)
                : e;
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read";
        }
        return Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
    }
}
