package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.Digests;
import io.stakebook.core.proof.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Packs a bundle's directory for transport; the same directory gives the same archive on the same zlib. */
public final class BundleZip {
    private static final int CHUNK = 1 << 16;

    private BundleZip() {}

    /**
     * Writes {@code directory}, which {@link BundleWriter} made, to the new file {@code archive}.
     *
     * @throws IOException also when the bundle is too large for an archive without zip64; two of shorter ranges may not be
     */
    public static void write(BundleManifest manifest, Path directory, Path archive) throws IOException {
        List<String> paths = new ArrayList<>(BundleLayout.unlisted());
        manifest.files().forEach(file -> paths.add(file.path()));
        if (paths.size() > ZipFormat.MOST_FILES) {
            throw tooLarge("a bundle of " + paths.size() + " files");
        }
        try (FileChannel out = FileChannel.open(
                archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<ZipFormat.Member> members = new ArrayList<>();
            for (String path : paths) {
                members.add(member(path, directory.resolve(path), out));
            }
            long end = out.position();
            put(out, ZipFormat.directory(members, end));
            if (out.position() > ZipFormat.LARGEST) {
                throw tooLarge("a bundle of " + out.position() + " packed bytes");
            }
            String comment = ZipFormat.COMMENT_PREFIX + hash(out).toHex();
            put(out, comment.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static ZipFormat.Member member(String path, Path file, FileChannel out) throws IOException {
        long offset = out.position();
        put(out, ZipFormat.local(new ZipFormat.Member(path, 0, 0, 0, offset)));
        long start = out.position();
        CRC32 crc = new CRC32();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] plain = new byte[CHUNK];
            byte[] packed = new byte[CHUNK];
            for (int read = in.read(plain); read >= 0; read = in.read(plain)) {
                crc.update(plain, 0, read);
                deflater.setInput(plain, 0, read);
                drain(deflater, packed, out);
            }
            deflater.finish();
            drain(deflater, packed, out);
            ZipFormat.Member member = new ZipFormat.Member(
                    path, (int) crc.getValue(), out.position() - start, deflater.getBytesRead(), offset);
            if (member.length() > ZipFormat.LARGEST || out.position() > ZipFormat.LARGEST) {
                throw tooLarge("file " + path + " of " + member.length() + " bytes");
            }
            out.write(ByteBuffer.wrap(ZipFormat.local(member)), offset);
            return member;
        } finally {
            deflater.end();
        }
    }

    private static IOException tooLarge(String what) {
        return new IOException(what + " does not fit a zip archive of " + ZipFormat.MOST_FILES + " files and "
                + ZipFormat.LARGEST + " bytes; export fewer events at a time");
    }

    private static void drain(Deflater deflater, byte[] packed, FileChannel out) throws IOException {
        for (int made = deflater.deflate(packed); made > 0; made = deflater.deflate(packed)) {
            ByteBuffer piece = ByteBuffer.wrap(packed, 0, made);
            while (piece.hasRemaining()) {
                out.write(piece);
            }
        }
    }

    private static void put(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }

    private static Hash hash(FileChannel file) throws IOException {
        MessageDigest digest = Digests.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        long at = 0;
        for (int read = file.read(buffer, at); read >= 0; read = file.read(buffer, at)) {
            at += read;
            digest.update(buffer.flip());
            buffer.clear();
        }
        return Hash.of(digest.digest());
    }
}
