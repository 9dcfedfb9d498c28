package io.stakebook.api.http.body;

/** A request body that can be told apart from another one whatever its spacing. */
public interface Fingerprinted {

    /** Bytes that are equal for bodies that ask for the same thing. */
    byte[] canonicalBytes();
}
