package io.stakebook.system.fault;

import java.nio.charset.StandardCharsets;

/** Follows what a PostgreSQL server says on one connection and tells when a transaction that wrote entries is committed. */
final class CommitWatch {

    private static final int COMMAND_COMPLETE = 'C';
    private static final int READY = 'Z';
    private static final int ERROR = 'E';
    private static final int NOTICE = 'N';

    enum Seen {
        NOTHING,
        /** Entries are being inserted in the transaction that is open. */
        ENTRIES,
        /** The transaction that inserted entries is committed. */
        COMMITTED
    }

    private final String notice;
    private boolean wrote;

    /** @param notice what the server is made to say when entries are inserted */
    CommitWatch(String notice) {
        this.notice = notice;
    }

    Seen see(int type, byte[] body) {
        switch (type) {
            case NOTICE -> {
                if (text(body).contains(notice)) {
                    wrote = true;
                    return Seen.ENTRIES;
                }
            }
            case ERROR -> wrote = false;
            case COMMAND_COMPLETE -> {
                String tag = text(body);
                if (tag.startsWith("ROLLBACK")) {
                    wrote = false;
                } else if (tag.startsWith("COMMIT")) {
                    return ended();
                }
            }
            case READY -> {
                if (body.length > 0 && body[0] == 'I') {
                    return ended();
                }
            }
            default -> {}
        }
        return Seen.NOTHING;
    }

    private Seen ended() {
        boolean committed = wrote;
        wrote = false;
        return committed ? Seen.COMMITTED : Seen.NOTHING;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
