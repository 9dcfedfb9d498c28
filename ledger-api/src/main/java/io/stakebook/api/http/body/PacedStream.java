package io.stakebook.api.http.body;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A body that refuses its request when it comes too slowly, or ends before it is whole. */
public final class PacedStream extends FilterInputStream {

    private static final Logger LOG = System.getLogger(PacedStream.class.getName());

    private final Pace pace = new Pace(System.nanoTime());
    private final String traceId;
    private long arrived;

    public PacedStream(InputStream body, String traceId) {
        super(body);
        this.traceId = traceId;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got;
        try {
            got = super.read(into, from, length);
        } catch (IOException | IllegalStateException e) {
            throw incomplete("it ended or stood still after " + arrived + " bytes");
        }
        arrived += Math.max(0, got);
        if (got > 0 && pace.isLate(arrived, System.nanoTime())) {
            throw incomplete("of this one " + arrived + " bytes came in time");
        }
        return got;
    }

    private RefusedRequest incomplete(String what) {
        LOG.log(Level.INFO, "event=body_incomplete traceId=" + traceId + " arrived=" + arrived);
        return new RefusedRequest(ApiCode.BODY_INCOMPLETE, Pace.RULE + "; " + what);
    }
}
