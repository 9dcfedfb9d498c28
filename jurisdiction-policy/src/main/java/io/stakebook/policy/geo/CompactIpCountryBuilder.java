package io.stakebook.policy.geo;

import io.stakebook.policy.region.Region;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Builds the range file from the two numeric CSV files of the npm package {@code @ip-location-db/geo-whois-asn-country}
 * ({@code npm pack} fetches it): lines of {@code first,last,country}, both ends inclusive.
 *
 * <p>Usage: {@code CompactIpCountryBuilder NAME VERSION IPV4-NUM.csv IPV6-NUM.csv OUT.bin}. The same input gives the same bytes.
 *
 * <p>Where ranges overlap, the one that starts later inside another wins, being the more specific; neighbours of one country are
 * joined; countries that ISO does not know are left out, so that their addresses are unknown instead of wrong.
 */
public final class CompactIpCountryBuilder {
    private static final int V6_HOST_BITS = 64;

    private CompactIpCountryBuilder() {}

    private record Range(BigInteger first, BigInteger last, String country) {}

    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            System.err.println("usage: CompactIpCountryBuilder NAME VERSION IPV4-NUM.csv IPV6-NUM.csv OUT.bin");
            System.exit(2);
        }
        build(args[0], args[1], Path.of(args[2]), Path.of(args[3]), Path.of(args[4]));
        IpCountry.DataSet written = CompactIpCountry.load(Path.of(args[4])).dataSet();
        System.out.println(written.name() + " " + written.version() + " sha256:" + written.sha256());
    }

    static void build(String name, String version, Path ipv4, Path ipv6, Path out) throws IOException {
        List<Range> v4 = flatten(read(ipv4), 0);
        List<Range> v6 = flatten(read(ipv6), V6_HOST_BITS);
        TreeSet<String> codes = new TreeSet<>();
        v4.forEach(range -> codes.add(range.country()));
        v6.forEach(range -> codes.add(range.country()));
        List<String> countries = List.copyOf(codes);
        try (OutputStream file = Files.newOutputStream(out);
                DataOutputStream data = new DataOutputStream(new GZIPOutputStream(file, 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                })) {
            data.writeUTF(CompactFormat.MAGIC);
            data.writeUTF(name);
            data.writeUTF(version);
            data.writeShort(countries.size());
            for (String code : countries) {
                data.writeBytes(code);
            }
            table(data, v4, countries);
            table(data, v6, countries);
        }
    }

    private static List<Range> read(Path csv) throws IOException {
        List<Range> ranges = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(csv)) {
            number++;
            String[] cells = line.split(",", -1);
            if (cells.length != 3) {
                throw new IOException(csv + " line " + number + ": three cells are expected, got " + cells.length);
            }
            Range range = new Range(new BigInteger(cells[0]), new BigInteger(cells[1]), cells[2]);
            if (range.first().compareTo(range.last()) > 0) {
                throw new IOException(csv + " line " + number + ": the range ends before it starts");
            }
            if (known(range.country())) {
                ranges.add(range);
            }
        }
        return ranges;
    }

    private static boolean known(String country) {
        try {
            return country.length() == 2 && Region.parse(country).isKnown();
        } catch (IllegalArgumentException notIso) {
            return false;
        }
    }

    /** Disjoint ascending ranges of the addresses' upper bits. */
    private static List<Range> flatten(List<Range> ranges, int hostBits) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(Range::first).thenComparing(Range::last, Comparator.reverseOrder()));
        Flattener flat = new Flattener(hostBits);
        ArrayDeque<Range> open = new ArrayDeque<>();
        for (Range range : sorted) {
            while (!open.isEmpty() && open.peek().last().compareTo(range.first()) < 0) {
                Range closed = open.pop();
                flat.upTo(closed.last(), closed.country());
            }
            if (open.isEmpty()) {
                flat.skipTo(range.first());
            } else {
                flat.upTo(range.first().subtract(BigInteger.ONE), open.peek().country());
            }
            open.push(range);
        }
        while (!open.isEmpty()) {
            Range closed = open.pop();
            flat.upTo(closed.last(), closed.country());
        }
        return flat.done();
    }

    /** Sweeps the line of addresses once, handing out what it passes. */
    private static final class Flattener {
        private final int hostBits;
        private final List<Range> out = new ArrayList<>();
        private BigInteger next = BigInteger.ZERO;

        Flattener(int hostBits) {
            this.hostBits = hostBits;
        }

        void skipTo(BigInteger first) {
            next = next.max(first);
        }

        void upTo(BigInteger last, String country) {
            if (next.compareTo(last) > 0) {
                return;
            }
            BigInteger low = next.shiftRight(hostBits);
            BigInteger high = last.shiftRight(hostBits);
            next = last.add(BigInteger.ONE);
            Range before = out.isEmpty() ? null : out.get(out.size() - 1);
            if (before != null && before.last().compareTo(low) >= 0) {
                // A network smaller than what the file tells apart belongs to the first range that touches it.
                low = before.last().add(BigInteger.ONE);
            }
            if (low.compareTo(high) > 0) {
                return;
            }
            if (before != null
                    && before.country().equals(country)
                    && before.last().add(BigInteger.ONE).equals(low)) {
                out.set(out.size() - 1, new Range(before.first(), high, country));
            } else {
                out.add(new Range(low, high, country));
            }
        }

        List<Range> done() {
            return out;
        }
    }

    private static void table(DataOutputStream data, List<Range> ranges, List<String> countries) throws IOException {
        data.writeInt(ranges.size());
        BigInteger next = BigInteger.ZERO;
        for (Range range : ranges) {
            CompactFormat.writeVarint(data, range.first().subtract(next).longValue());
            next = range.last().add(BigInteger.ONE);
        }
        for (Range range : ranges) {
            CompactFormat.writeVarint(data, range.last().subtract(range.first()).longValue());
        }
        for (Range range : ranges) {
            data.writeByte(countries.indexOf(range.country()));
        }
    }
}
