package io.stakebook.benchmarks.rest;

import io.stakebook.benchmarks.design.WrongBooks;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.token.Role;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What is asked of a stack: deposits of one entry each from the omnibus account to customers drawn at random. */
final class Requests {

    private static final String ENTRIES = "/v1/entries";
    private static final String BATCHES = "/v1/entry-batches";
    private static final String MEMO = "refused before the engine";

    private final Stack stack;
    private final String token;
    private final List<String> customers;

    private Requests(Stack stack, String token, List<String> customers) {
        this.stack = stack;
        this.token = token;
        this.customers = List.copyOf(customers);
    }

    /** Opens so many customers. */
    static Requests on(Stack stack, int many) throws IOException, InterruptedException {
        String operator = stack.tokens().mint("bench-operator", Set.of(Role.OPERATOR), Duration.ofHours(2));
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String id = newCustomer();
            String body =
                    "{\"customerId\":\"" + id + "\",\"facts\":{\"subjectType\":\"individual\",\"residency\":\"DE\","
                            + "\"residencyVerified\":\"yes\",\"residencyVerifiedAt\":\""
                            + Instant.now().minus(Duration.ofDays(1))
                            + "\",\"nationality\":\"DE\",\"docIssuer\":\"DE\",\"docType\":\"passport\","
                            + "\"phoneCountry\":\"DE\"}}";
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(stack.api().address().resolve("/v1/customers"))
                            .header("Authorization", "Bearer " + operator)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "bench-" + id)
                            .header("X-Forwarded-For", "91.0.0.10")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("a customer could not be opened: " + answer.body());
            }
            customers.add(id);
        }
        String finance = stack.tokens().mint("bench-finance", Set.of(Role.FINANCE), Duration.ofHours(2));
        return new Requests(stack, finance, customers);
    }

    private static String newCustomer() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID id = new UUID(
                (System.currentTimeMillis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL),
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        return "cust_" + id.toString().replace("-", "");
    }

    /** One entry a request, durable when answered. */
    LoadRun.Ask durable() {
        return new LoadRun.Ask("POST " + ENTRIES, ENTRIES, token, entry("0.001", "rest benchmark"), customers, 201);
    }

    /** The same request with an amount of nothing, which the form refuses. */
    LoadRun.Ask refused() {
        return new LoadRun.Ask(
                "POST " + ENTRIES + " with an amount of 0, refused by its form",
                ENTRIES,
                token,
                entry("0", MEMO),
                customers,
                422);
    }

    /** Many entries a request, all or nothing and each for itself. */
    List<LoadRun.Ask> bulk(int many) {
        return List.of(batch("atomic", many), batch("each", many));
    }

    List<LoadRun.Ask> all(int bulk) {
        List<LoadRun.Ask> all = new ArrayList<>(List.of(durable(), refused()));
        all.addAll(bulk(bulk));
        return all;
    }

    private LoadRun.Ask batch(String mode, int many) {
        String entries = String.join(",", Collections.nCopies(many, entry("0.001", "rest benchmark")));
        return new LoadRun.Ask(
                "POST " + BATCHES + " of " + many + ", " + mode,
                BATCHES,
                token,
                "{\"mode\":\"" + mode + "\",\"entries\":[" + entries + "]}",
                customers,
                201);
    }

    private static String entry(String amount, String memo) {
        return "{\"memo\":\"" + memo + "\",\"postings\":[" + posting("1010.ETH.house", "debit", amount) + ","
                + posting("2010.ETH." + RequestTemplate.CUSTOMER, "credit", amount) + "]}";
    }

    private static String posting(String account, String side, String amount) {
        return "{\"account\":\"" + account + "\",\"side\":\"" + side + "\",\"asset\":\"ETH\",\"amount\":\"" + amount
                + "\"}";
    }

    /** The yardstick without database must not have kept an outcome. */
    void proveRefusedLeftNothing() throws SQLException {
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from idempotency where scope = 'sub:bench-finance' and kind <> 'A'")) {
            row.next();
            if (row.getLong(1) != 0) {
                throw new WrongBooks("requests meant to be refused before the engine left " + row.getLong(1)
                        + " outcomes in the database");
            }
        }
    }
}
