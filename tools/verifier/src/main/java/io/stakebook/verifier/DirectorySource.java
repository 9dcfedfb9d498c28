package io.stakebook.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/** A bundle as a plain directory, the normative form. Holds regular files in the known directories and nothing else. */
final class DirectorySource implements BundleSource {
    private static final int MOST_ENTRIES = 100_000;

    private final Path root;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> directories = new TreeSet<>();

    /** A bundle may be named through a link; inside it there are none. */
    DirectorySource(Path bundle) throws IOException {
        this.root = bundle.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(root)) {
                    String name = name(directory);
                    if (!Set.of("events", "keys", "exports", "opening", "derived")
                            .contains(name)) {
                        throw new Rejection("file_unexpected", "the directory " + name + " is not part of a bundle");
                    }
                    directories.add(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(file);
                if (!attributes.isRegularFile()) {
                    throw new Rejection("path_unsafe", name + " is a link or a special file");
                }
                found.add(name);
                if (found.size() > MOST_ENTRIES) {
                    throw new Rejection("caps_exceeded", "the bundle has more than " + MOST_ENTRIES + " files");
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    @Override
    public void requireExactly(Set<String> paths) {
        for (String path : paths) {
            if (!found.contains(path)) {
                throw new Rejection("file_missing", "the bundle has no file " + path);
            }
        }
        for (String path : found) {
            if (!paths.contains(path)) {
                throw new Rejection("file_unexpected", "the file " + path + " is not part of the bundle");
            }
        }
        for (String directory : directories) {
            if (paths.stream().noneMatch(path -> path.startsWith(directory + "/"))) {
                throw new Rejection("file_unexpected", "the directory " + directory + " is not part of the bundle");
            }
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        if (!found.contains(path)) {
            throw new Rejection("file_missing", "the bundle has no file " + path);
        }
        return Files.newInputStream(root.resolve(path), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream again(String path) throws IOException {
        return open(path);
    }

    @Override
    public void finish() {
        // The exact set was checked when the manifest had been read.
    }

    @Override
    public void close() {
        // Nothing is held open between files.
    }
}
