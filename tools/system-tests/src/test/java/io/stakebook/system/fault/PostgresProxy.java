package io.stakebook.system.fault;

import io.stakebook.system.Pause;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between one server of the ledger and PostgreSQL, reads the messages that come back (PostgreSQL 18, section 54.7)
 * and can lose or keep the answer to a commit.
 *
 * <p>A transaction that matters is known by the notice which the planted trigger raises while journal entries are inserted
 * ({@link Snares#NOTICE}), on whatever connection and by whatever statement. It is committed when the server says
 * {@code COMMIT}, or is idle again without an error in between: so it does not matter whether the client sends the commit
 * by itself, with the last write, or leaves it to the server.
 */
final class PostgresProxy extends Proxy {

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int CANCEL_REQUEST = 80_877_102;

    /** Harm that is done once, to the next transaction that writes entries. */
    enum Trap {
        /** The commit happened; its answer and all that follows stays here. */
        HOLD_ANSWER,
        /** The commit happened; the connection breaks before its answer arrives. */
        LOSE_ANSWER,
        /** The entries are inserted; the connection breaks before another word of the client arrives. */
        LOSE_REQUEST
    }

    private final int target;
    private final AtomicReference<Trap> armed = new AtomicReference<>();
    private final BlockingQueue<Trap> sprung = new LinkedBlockingQueue<>();

    PostgresProxy(String name, int target) {
        super(name);
        this.target = target;
    }

    @Override
    int target() {
        return target;
    }

    /** Sets a trap; {@link #sprung()} tells when it worked. */
    void arm(Trap trap) {
        sprung.clear();
        armed.set(trap);
    }

    void disarm() {
        armed.set(null);
    }

    /** One element for each trap that worked since {@link #arm}. */
    BlockingQueue<Trap> sprung() {
        return sprung;
    }

    private boolean springs(Trap trap) {
        if (armed.compareAndSet(trap, null)) {
            sprung.add(trap);
            return true;
        }
        return false;
    }

    @Override
    void requests(Link link) throws IOException {
        DataInputStream in = new DataInputStream(link.client().getInputStream());
        OutputStream out = link.server().getOutputStream();
        greet(in, out, link.client().getOutputStream());
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    /** Answers the offers to encrypt with no, so that everything after can be read; passes the start-up message on. */
    private static void greet(DataInputStream in, OutputStream out, OutputStream back) throws IOException {
        while (true) {
            int length = in.readInt();
            int code = in.readInt();
            byte[] rest = in.readNBytes(length - 8);
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                back.write('N');
                back.flush();
                continue;
            }
            ByteBuffer message = ByteBuffer.allocate(length);
            message.putInt(length).putInt(code).put(rest);
            out.write(message.array());
            if (code != CANCEL_REQUEST) {
                return;
            }
        }
    }

    @Override
    void answers(Link link) throws IOException {
        InputStream raw = link.server().getInputStream();
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16));
        BufferedOutputStream out = new BufferedOutputStream(link.client().getOutputStream(), 1 << 16);
        CommitWatch watch = new CommitWatch(Snares.NOTICE);
        while (true) {
            if (in.available() == 0) {
                out.flush();
            }
            int type = in.read();
            if (type < 0) {
                out.flush();
                return;
            }
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            CommitWatch.Seen seen = watch.see(type, body);
            if (seen == CommitWatch.Seen.ENTRIES && springs(Trap.LOSE_REQUEST)) {
                return;
            }
            if (seen == CommitWatch.Seen.COMMITTED && loses(link)) {
                return;
            }
            out.write(type);
            writeInt(out, length);
            out.write(body);
        }
    }

    private boolean loses(Link link) {
        if (springs(Trap.LOSE_ANSWER)) {
            return true;
        }
        if (springs(Trap.HOLD_ANSWER)) {
            while (!link.closed()) {
                Pause.millis(5);
            }
            return true;
        }
        return false;
    }

    private static void writeInt(OutputStream out, int value) throws IOException {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }
}
