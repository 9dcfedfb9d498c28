package io.stakebook.core.export;

/**
 * What came of an export.
 *
 * @param sequence its index in the log of exports, from 0
 * @param bytes length of the packed bundle
 * @param sha256 of the packed bundle, lower-case hexadecimal
 * @param manifestSha256 of {@code manifest.json}, lower-case hexadecimal
 * @param root of the log at its end, base64
 * @param entries journal entries in it
 */
public record ExportedBundle(
        long sequence, long bytes, String sha256, String manifestSha256, String root, long entries) {}
