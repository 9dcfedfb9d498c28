package io.stakebook.core.proof.canonical;

/** A value of the restricted JSON profile; immutable, and equal exactly when its bytes are equal. */
public sealed interface CanonicalValue
        permits CanonicalObject, CanonicalArray, CanonicalText, CanonicalInteger, CanonicalBoolean {

    /** The only bytes this value has. */
    default byte[] toBytes() {
        return CanonicalJson.write(this);
    }
}
