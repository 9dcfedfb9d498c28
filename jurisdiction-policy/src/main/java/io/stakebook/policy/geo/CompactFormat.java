package io.stakebook.policy.geo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Layout of the range file, gzip over:
 *
 * <pre>
 * UTF "STAKEBOOK-GEO-1", UTF source name, UTF source version
 * short n, n times two ASCII bytes          country codes
 * twice (IPv4, then IPv6 by its upper 64 bits):
 *   int n                                   ranges, ascending, disjoint
 *   n varints                               gap from the end of the range before
 *   n varints                               length - 1
 *   n bytes                                 index into the country codes
 * </pre>
 *
 * Columns of one kind lie together because they compress better so. A varint is little-endian base 128, unsigned.
 */
final class CompactFormat {
    static final String MAGIC = "STAKEBOOK-GEO-1";
    static final int MAX_RANGES = 4_000_000;

    private CompactFormat() {}

    static void writeVarint(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readVarint(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = in.readUnsignedByte();
            value |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("a number is longer than 64 bits");
    }
}
