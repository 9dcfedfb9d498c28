package io.stakebook.api.security.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes databases in the MaxMind format 2.0: IPv4, a record an address. Enough of it for tests. */
public final class Mmdb {

    private static final byte[] METADATA = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private static final int BITS = 32;
    private static final int SEPARATOR = 16;
    private static final int TYPE_TEXT = 2;
    private static final int TYPE_UINT16 = 5;
    private static final int TYPE_UINT32 = 6;
    private static final int TYPE_MAP = 7;
    private static final int TYPE_UINT64 = 9;
    private static final int TYPE_LIST = 11;
    private static final int TYPE_FLAG = 14;

    /** A number with the type it is stored under. */
    private record Unsigned(int type, long value) {}

    private final String type;
    private final Map<InetAddress, Map<String, ?>> records = new LinkedHashMap<>();

    private Mmdb(String type) {
        this.type = type;
    }

    public static Mmdb of(String type) {
        return new Mmdb(type);
    }

    public Mmdb with(String address, Map<String, ?> record) throws IOException {
        records.put(InetAddress.getByName(address), record);
        return this;
    }

    public Path write(Path file) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        // By node the two records: above 0 the node they lead to, below 0 data at that offset less one, 0 nothing.
        List<int[]> nodes = new ArrayList<>(List.of(new int[2]));
        for (Map.Entry<InetAddress, Map<String, ?>> one : records.entrySet()) {
            byte[] address = one.getKey().getAddress();
            int node = 0;
            for (int bit = 0; bit < BITS - 1; bit++) {
                int side = side(address, bit);
                if (nodes.get(node)[side] == 0) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new int[2]);
                }
                node = nodes.get(node)[side];
            }
            nodes.get(node)[side(address, BITS - 1)] = -data.size() - 1;
            value(data, one.getValue());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int leads : node) {
                int stored = leads > 0 ? leads : leads == 0 ? nodes.size() : nodes.size() + SEPARATOR - leads - 1;
                whole.write(new byte[] {(byte) (stored >> 16), (byte) (stored >> 8), (byte) stored});
            }
        }
        whole.write(new byte[SEPARATOR]);
        whole.write(data.toByteArray());
        whole.write(METADATA);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", new Unsigned(TYPE_UINT16, 2));
        metadata.put("binary_format_minor_version", new Unsigned(TYPE_UINT16, 0));
        metadata.put("build_epoch", new Unsigned(TYPE_UINT64, 1_790_000_000));
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "for tests"));
        metadata.put("ip_version", new Unsigned(TYPE_UINT16, 4));
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", new Unsigned(TYPE_UINT32, nodes.size()));
        metadata.put("record_size", new Unsigned(TYPE_UINT16, 24));
        value(whole, metadata);
        return Files.write(file, whole.toByteArray());
    }

    private static int side(byte[] address, int bit) {
        return (address[bit / 8] >> (7 - bit % 8)) & 1;
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        if (value instanceof Map<?, ?> map) {
            control(out, TYPE_MAP, map.size());
            map.forEach((name, inner) -> {
                value(out, name);
                value(out, inner);
            });
        } else if (value instanceof List<?> list) {
            control(out, TYPE_LIST, list.size());
            list.forEach(inner -> value(out, inner));
        } else if (value instanceof Boolean flag) {
            control(out, TYPE_FLAG, flag ? 1 : 0);
        } else if (value instanceof Unsigned number) {
            int bytes = (Long.SIZE - Long.numberOfLeadingZeros(number.value()) + 7) / 8;
            control(out, number.type(), bytes);
            for (int place = bytes - 1; place >= 0; place--) {
                out.write((int) (number.value() >> (8 * place)));
            }
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            control(out, TYPE_TEXT, text.length);
            out.writeBytes(text);
        }
    }

    /** Type and size: sizes of 29 and more need a byte of their own, types above 7 too. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        int shown = Math.min(size, 29);
        out.write((type <= 7 ? type << 5 : 0) | shown);
        if (type > 7) {
            out.write(type - 7);
        }
        if (size >= 29) {
            out.write(size - 29);
        }
    }
}
