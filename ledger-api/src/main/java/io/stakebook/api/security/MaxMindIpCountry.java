package io.stakebook.api.security;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.region.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Asks a database in the MaxMind format, such as GeoLite2-Country; opened once, read from memory. */
public final class MaxMindIpCountry implements IpCountry {

    private final Reader reader;
    private final DataSet dataSet;

    private MaxMindIpCountry(Reader reader, DataSet dataSet) {
        this.reader = reader;
        this.dataSet = dataSet;
    }

    /** @throws IOException when the file cannot be read or is no such database */
    public static MaxMindIpCountry open(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Reader reader = new Reader(new ByteArrayInputStream(bytes));
        Metadata metadata = reader.getMetadata();
        return new MaxMindIpCountry(
                reader,
                new DataSet(metadata.databaseType(), metadata.buildTime().toString(), sha256(bytes)));
    }

    @Override
    public Optional<Region> countryOf(InetAddress address) {
        try {
            Map<?, ?> found = reader.get(address, Map.class);
            return found != null
                            && found.get("country") instanceof Map<?, ?> country
                            && country.get("iso_code") instanceof String code
                    ? Optional.of(Region.parse(code))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the address database could not be read", e);
        }
    }

    @Override
    public DataSet dataSet() {
        return dataSet;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
