package io.stakebook.core.export;

import io.stakebook.core.id.ExportId;
import io.stakebook.core.proof.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory bundles are kept in: {@code ID.zip} for each completed export, {@code ID.work-…/} while one is being written.
 * Nodes of one book share it.
 */
public final class BundleStore {

    private static final String WORK = ".work-";

    private final Path directory;

    /** @throws IOException when the directory cannot be made or written to */
    public BundleStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        if (!Files.isWritable(directory)) {
            throw new IOException("the exports directory cannot be written to");
        }
    }

    /** The packed bundle, when it is here. */
    public Optional<Path> find(ExportId id) {
        return Optional.of(packed(id)).filter(Files::isRegularFile);
    }

    /**
     * An empty place of its own for one attempt, so that a writer that lost its seat without knowing cannot mix its files
     * into ours. What earlier attempts left is removed.
     */
    Path newAttempt(ExportId id) throws IOException {
        discardAttempts(id);
        return Files.createTempDirectory(directory, id + WORK);
    }

    void discardAttempts(ExportId id) throws IOException {
        try (DirectoryStream<Path> attempts = Files.newDirectoryStream(directory, id + WORK + "*")) {
            for (Path attempt : attempts) {
                Files.walkFileTree(attempt, new Deleting());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Makes a packed bundle visible at once and whole. */
    Path publish(ExportId id, Path archive) throws IOException {
        return Files.move(archive, packed(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes back what was published of an export that did not complete. */
    void withdraw(ExportId id) throws IOException {
        Files.deleteIfExists(packed(id));
    }

    /** Of the published bundle, lower-case hexadecimal. */
    String sha256(ExportId id) throws IOException {
        try (InputStream in = Files.newInputStream(packed(id))) {
            MessageDigest digest = Digests.sha256();
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private Path packed(ExportId id) {
        return directory.resolve(id + ".zip");
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
