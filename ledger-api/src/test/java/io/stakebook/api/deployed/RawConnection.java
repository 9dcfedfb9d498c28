package io.stakebook.api.deployed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Bytes as they are sent, where a client of HTTP would mend or refuse them. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MS = 40_000;

    private final Socket socket;

    RawConnection(URL server) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MS);
    }

    /** Lines of a head end with LF here and with CR LF on the wire. */
    RawConnection send(String head, String body) throws IOException {
        return send(head.replace("\n", "\r\n") + "\r\n\r\n" + body);
    }

    RawConnection send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** All until the server closes the connection. */
    String untilClosed() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(answer);
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
