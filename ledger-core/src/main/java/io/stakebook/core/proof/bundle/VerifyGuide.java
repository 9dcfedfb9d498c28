package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code VERIFY.md}: how a stranger checks the bundle with tools that are not ours. */
final class VerifyGuide {
    private VerifyGuide() {}

    static String render(String origin, long fromSize, long toSize, VerifierKey key) {
        return template()
                .replace("@ORIGIN@", origin)
                .replace("@FROM@", Long.toString(fromSize))
                .replace("@TO@", Long.toString(toSize))
                .replace("@VKEY@", key.toString())
                .replace("@FINGERPRINT@", key.fingerprint());
    }

    private static String template() {
        try (InputStream in = VerifyGuide.class.getResourceAsStream("VERIFY.md")) {
            if (in == null) {
                throw new AssertionError("VERIFY.md is part of this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("VERIFY.md cannot be read from this jar", e);
        }
    }
}
