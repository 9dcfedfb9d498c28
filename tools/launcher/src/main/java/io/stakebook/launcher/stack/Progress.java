package io.stakebook.launcher.stack;

/** Told of each stage that is done. */
@FunctionalInterface
public interface Progress {

    /** @param line what is now so, in one line */
    void done(String line);
}
