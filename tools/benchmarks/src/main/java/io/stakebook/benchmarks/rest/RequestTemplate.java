package io.stakebook.benchmarks.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A POST that is drawn afresh each time: a new key, and a customer drawn at random wherever the body says
 * {@value #CUSTOMER}. All customers' ids are of one length, so that the request's length never changes.
 */
final class RequestTemplate {

    static final String CUSTOMER = "{customer}";

    private static final int KEY_DIGITS = 24;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int keyAt;
    private final int[] customersAt;
    private final List<byte[]> customers = new ArrayList<>();

    RequestTemplate(String path, String token, String body, List<String> customerIds) {
        for (String id : customerIds) {
            customers.add(id.getBytes(StandardCharsets.US_ASCII));
        }
        int width = customers.get(0).length;
        if (customers.stream().anyMatch(id -> id.length != width)) {
            throw new IllegalArgumentException("customers' ids must be of one length");
        }
        String[] parts = body.split(java.util.regex.Pattern.quote(CUSTOMER), -1);
        String filled = String.join("x".repeat(width), parts);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + filled.getBytes(StandardCharsets.UTF_8).length + "\r\nIdempotency-Key: ";
        keyAt = head.length();
        String all = head + "k".repeat(KEY_DIGITS) + "\r\n\r\n" + filled;
        bytes = all.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != all.length()) {
            throw new IllegalArgumentException("a request of other than ASCII cannot be patched in place");
        }
        customersAt = new int[parts.length - 1];
        int at = keyAt + KEY_DIGITS + 4;
        for (int i = 0; i < customersAt.length; i++) {
            at += parts[i].length();
            customersAt[i] = at;
            at += width;
        }
    }

    int length() {
        return bytes.length;
    }

    /** Writes the next request; {@code out} has room for {@link #length}. */
    void draw(RandomGenerator random, ByteBuffer out) {
        int begin = out.position();
        out.put(bytes);
        for (int i = 0; i < KEY_DIGITS; i++) {
            out.put(begin + keyAt + i, HEX[random.nextInt(HEX.length)]);
        }
        for (int at : customersAt) {
            byte[] id = customers.get(random.nextInt(customers.size()));
            out.put(begin + at, id);
        }
    }
}
