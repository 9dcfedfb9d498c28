package io.stakebook.api.security.evidence;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.hash.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A database in the MaxMind format; opened once, read from memory, safe for threads. */
final class MaxMindFile {

    private static final int BOTH_VERSIONS = 6;

    private final Reader reader;
    private final IpCountry.DataSet dataSet;
    private final boolean both;

    private MaxMindFile(Reader reader, IpCountry.DataSet dataSet, boolean both) {
        this.reader = reader;
        this.dataSet = dataSet;
        this.both = both;
    }

    /** @throws IOException when the file cannot be read or is no such database */
    static MaxMindFile open(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Reader reader = new Reader(new ByteArrayInputStream(bytes));
        Metadata metadata = reader.getMetadata();
        return new MaxMindFile(
                reader,
                new IpCountry.DataSet(
                        metadata.databaseType(), metadata.buildTime().toString(), Sha256.hex(bytes)),
                metadata.ipVersion() == BOTH_VERSIONS);
    }

    /** False for an IPv6 address in a database of IPv4 alone. */
    boolean covers(InetAddress address) {
        return both || !(address instanceof Inet6Address);
    }

    /** The record of an address; empty when the database lists nothing for it or does not cover it. */
    Optional<Map<?, ?>> find(InetAddress address) {
        if (!covers(address)) {
            return Optional.empty();
        }
        try {
            Map<?, ?> found = reader.get(address, Map.class);
            return Optional.ofNullable(found);
        } catch (IOException e) {
            throw new UncheckedIOException("the address database could not be read", e);
        }
    }

    /** Its type is the name, its build time the version. */
    IpCountry.DataSet dataSet() {
        return dataSet;
    }
}
