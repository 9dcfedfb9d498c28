package io.stakebook.policy.geo;

import io.stakebook.policy.PolicyException.InvalidAddress;
import io.stakebook.policy.hash.Sha256;
import io.stakebook.policy.region.Region;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Sorted ranges in primitive arrays, searched by halving. Holds about 7 MB for the shipped file; immutable, safe for any number of
 * threads. IPv6 is held by its upper 64 bits, the part that networks are assigned by.
 */
public final class CompactIpCountry implements IpCountry {
    private static final String SHIPPED = "/geo/ip-country.bin";
    private static final int PREFIX_BYTES = 8;

    private final DataSet dataSet;
    private final Region[] countries;
    private final Table v4;
    private final Table v6;

    private CompactIpCountry(DataSet dataSet, Region[] countries, Table v4, Table v6) {
        this.dataSet = dataSet;
        this.countries = countries;
        this.v4 = v4;
        this.v6 = v6;
    }

    /** Starts and ends are unsigned; ends are inclusive. */
    private static final class Table {
        private final long[] starts;
        private final long[] ends;
        private final byte[] country;

        Table(long[] starts, long[] ends, byte[] country) {
            this.starts = starts;
            this.ends = ends;
            this.country = country;
        }

        int find(long key) {
            int low = 0;
            int high = starts.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (Long.compareUnsigned(starts[middle], key) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return high >= 0 && Long.compareUnsigned(key, ends[high]) <= 0 ? country[high] & 0xFF : -1;
        }
    }

    /** The data set inside this jar. */
    public static CompactIpCountry shipped() {
        try (InputStream in = CompactIpCountry.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new InvalidAddress("The jar does not hold " + SHIPPED + ".");
            }
            return read(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static CompactIpCountry load(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /**
     * @throws InvalidAddress when the bytes are not a whole range file
     */
    static CompactIpCountry read(byte[] file) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(file), 1 << 16))) {
            if (!in.readUTF().equals(CompactFormat.MAGIC)) {
                throw new IOException("it does not start with " + CompactFormat.MAGIC);
            }
            DataSet dataSet = new DataSet(in.readUTF(), in.readUTF(), Sha256.hex(file));
            Region[] countries = new Region[in.readUnsignedShort()];
            for (int i = 0; i < countries.length; i++) {
                countries[i] = Region.parse("" + (char) in.readByte() + (char) in.readByte());
            }
            Table v4 = table(in, countries.length);
            Table v6 = table(in, countries.length);
            if (in.read() >= 0) {
                throw new IOException("bytes follow the last table");
            }
            return new CompactIpCountry(dataSet, countries, v4, v6);
        } catch (IOException | IllegalArgumentException broken) {
            throw new InvalidAddress("The country range file is not readable: " + broken.getMessage() + ".");
        }
    }

    private static Table table(DataInputStream in, int countries) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > CompactFormat.MAX_RANGES) {
            throw new IOException("it claims " + size + " ranges");
        }
        long[] starts = new long[size];
        long[] ends = new long[size];
        for (int i = 0; i < size; i++) {
            starts[i] = CompactFormat.readVarint(in);
        }
        long next = 0;
        for (int i = 0; i < size; i++) {
            starts[i] += next;
            ends[i] = starts[i] + CompactFormat.readVarint(in);
            boolean grows = Long.compareUnsigned(starts[i], next) >= 0 && Long.compareUnsigned(ends[i], starts[i]) >= 0;
            if (!grows) {
                throw new IOException("range " + i + " does not follow the one before");
            }
            next = ends[i] + 1;
        }
        byte[] country = new byte[size];
        in.readFully(country);
        for (byte index : country) {
            if ((index & 0xFF) >= countries) {
                throw new IOException("a range names country " + (index & 0xFF) + " of " + countries);
            }
        }
        return new Table(starts, ends, country);
    }

    @Override
    public Optional<Region> countryOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        int found = address instanceof Inet4Address ? v4.find(prefix(bytes, 4)) : v6.find(prefix(bytes, PREFIX_BYTES));
        return found < 0 ? Optional.empty() : Optional.of(countries[found]);
    }

    private static long prefix(byte[] address, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (address[i] & 0xFF);
        }
        return value;
    }

    @Override
    public DataSet dataSet() {
        return dataSet;
    }
}
