package io.stakebook.api.http.body;

/** A request body taken as it is: a statement file. */
public final class UploadedBody implements Fingerprinted {

    private final byte[] bytes;

    UploadedBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public byte[] canonicalBytes() {
        return bytes();
    }
}
