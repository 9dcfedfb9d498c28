package io.stakebook.verifier;

import io.stakebook.core.proof.Digests;
import io.stakebook.core.proof.bundle.BundleLayout;
import io.stakebook.core.proof.bundle.ZipFormat;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A bundle as one zip archive in {@link ZipFormat}'s shape, verified from the stream: nothing is unpacked to disk. */
final class ZipSource implements BundleSource {
    private static final long HIGHEST_RATIO = 500;
    private static final long RATIO_FREE_BYTES = 1 << 20;

    private final Path archive;
    private final MessageDigest digest;
    private final DigestInputStream in;
    private final List<ZipFormat.Member> members = new ArrayList<>();
    private Set<String> expected = Set.of();
    private long offset;

    ZipSource(Path archive) throws IOException {
        this.archive = archive;
        this.digest = Digests.sha256();
        this.in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16), digest);
    }

    static Rejection invalid(String detail) {
        return new Rejection("container_invalid", "the zip archive " + detail);
    }

    private static Rejection foreign(String begins) {
        return invalid("begins with " + begins + " and not with " + BundleLayout.MANIFEST
                + ", so it was packed by another tool: unpack it and verify the directory");
    }

    @Override
    public void requireExactly(Set<String> paths) {
        expected = Set.copyOf(paths);
    }

    @Override
    public InputStream open(String path) throws IOException {
        byte[] header = members.isEmpty() ? first() : read(ZipFormat.LOCAL_LENGTH);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        boolean begins = members.isEmpty();
        if (fields.getInt(0) != ZipFormat.LOCAL_SIGNATURE) {
            throw begins
                    ? foreign("something else")
                    : new Rejection("file_missing", "the archive has no file " + path + " where it must be");
        }
        int nameLength = Short.toUnsignedInt(fields.getShort(26));
        if (nameLength > 256) {
            throw invalid("has a name of " + nameLength + " bytes");
        }
        String name = new String(read(nameLength), StandardCharsets.UTF_8);
        if (!name.equals(path)) {
            if (begins) {
                throw foreign(name);
            }
            boolean known = expected.isEmpty() || expected.contains(name);
            throw new Rejection(
                    known ? "file_missing" : "file_unexpected",
                    "the archive has " + name + " where " + path + " must be");
        }
        ZipFormat.Member member = new ZipFormat.Member(
                path,
                fields.getInt(14),
                Integer.toUnsignedLong(fields.getInt(18)),
                Integer.toUnsignedLong(fields.getInt(22)),
                offset);
        byte[] wanted = ZipFormat.local(member);
        if (!Arrays.equals(header, Arrays.copyOf(wanted, ZipFormat.LOCAL_LENGTH))) {
            throw invalid("has a header for " + path + " that a bundle's archive does not have");
        }
        if (member.length() > RATIO_FREE_BYTES && member.length() / HIGHEST_RATIO > member.packed()) {
            throw new Rejection("caps_exceeded", path + " would grow more than " + HIGHEST_RATIO + " times");
        }
        members.add(member);
        offset += wanted.length + member.packed();
        return new ZipMemberStream(in, member);
    }

    /** Reads the archive a second time, up to the file. */
    @Override
    public InputStream again(String path) throws IOException {
        ZipSource second = new ZipSource(archive);
        for (ZipFormat.Member member : members) {
            if (member.path().equals(path)) {
                break;
            }
            try (InputStream passed = second.open(member.path())) {
                passed.transferTo(OutputStream.nullOutputStream());
            }
        }
        return new FilterInputStream(second.open(path)) {
            @Override
            public void close() throws IOException {
                super.close();
                second.close();
            }
        };
    }

    @Override
    public void finish() throws IOException {
        byte[] wanted = ZipFormat.directory(members, offset);
        if (!Arrays.equals(read(wanted.length), wanted)) {
            throw invalid("has a directory that does not tell of exactly the files in it");
        }
        String hash = ZipFormat.COMMENT_PREFIX + HexFormat.of().formatHex(digest.digest());
        if (!Arrays.equals(read(ZipFormat.COMMENT_LENGTH), hash.getBytes(StandardCharsets.US_ASCII))) {
            throw invalid("was changed: its comment is not the hash of what is before it");
        }
        if (in.read() >= 0) {
            throw invalid("has bytes after its end");
        }
    }

    private byte[] first() throws IOException {
        byte[] bytes = in.readNBytes(ZipFormat.LOCAL_LENGTH);
        if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new Rejection("container_invalid", "the file is not a zip archive");
        }
        if (bytes.length < ZipFormat.LOCAL_LENGTH) {
            throw invalid("ends too early");
        }
        return bytes;
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw invalid("ends too early");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
