package io.stakebook.core.proof.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one shape of a bundle's zip archive (PKWARE APPNOTE 4.3, a small part of it).
 *
 * <p>Deflate only, fixed time, no extra fields, no data descriptors, no zip64, files in reading order without gaps, and an
 * archive comment {@code sha256:…} over every byte before it. So local headers and directory cannot tell two stories, and a
 * flipped bit anywhere is seen even where the format would not care.
 */
public final class ZipFormat {
    public static final int LOCAL_SIGNATURE = 0x04034b50;
    /** Bytes of a local header before its name. */
    public static final int LOCAL_LENGTH = 30;
    /** Most bytes an archive without zip64 addresses. */
    public static final long LARGEST = 0xFFFF_FFFEL;

    public static final int MOST_FILES = 0xFFFE;
    public static final String COMMENT_PREFIX = "sha256:";
    public static final int COMMENT_LENGTH = COMMENT_PREFIX.length() + 64;

    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final short VERSION = 20;
    private static final short UTF8_NAMES = 0x0800;
    private static final short DEFLATE = 8;
    /** 1980-01-01 00:00, the format's zero. */
    private static final int TIME = 0x0021 << 16;

    private ZipFormat() {}

    /**
     * One archived file.
     *
     * @param path its name
     * @param crc CRC-32 of the content
     * @param packed compressed length in bytes
     * @param length length in bytes
     * @param offset where its local header begins
     */
    public record Member(String path, int crc, long packed, long length, long offset) {}

    /** Local header with name. */
    public static byte[] local(Member member) {
        byte[] name = member.path().getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[LOCAL_LENGTH + name.length];
        ByteBuffer out = littleEndian(header).putInt(LOCAL_SIGNATURE);
        common(out, member, name);
        out.put(name);
        return header;
    }

    /** Central directory and end record, up to the comment's text. */
    public static byte[] directory(List<Member> members, long offset) {
        int length = 0;
        for (Member member : members) {
            length += 46 + member.path().getBytes(StandardCharsets.UTF_8).length;
        }
        byte[] directory = new byte[length + 22];
        ByteBuffer out = littleEndian(directory);
        for (Member member : members) {
            byte[] name = member.path().getBytes(StandardCharsets.UTF_8);
            out.putInt(CENTRAL_SIGNATURE).putShort(VERSION);
            common(out, member, name);
            out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            out.putInt((int) member.offset()).put(name);
        }
        out.putInt(END_SIGNATURE).putInt(0);
        out.putShort((short) members.size()).putShort((short) members.size());
        out.putInt(length).putInt((int) offset).putShort((short) COMMENT_LENGTH);
        return directory;
    }

    private static void common(ByteBuffer out, Member member, byte[] name) {
        out.putShort(VERSION).putShort(UTF8_NAMES).putShort(DEFLATE).putInt(TIME);
        out.putInt(member.crc()).putInt((int) member.packed()).putInt((int) member.length());
        out.putShort((short) name.length).putShort((short) 0);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
