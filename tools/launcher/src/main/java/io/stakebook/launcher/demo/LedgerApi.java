package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.token.Role;
import io.stakebook.launcher.token.Tokens;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The public API as the demo uses it: the one place that knows its paths and members. */
final class LedgerApi {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
    private static final Duration JOB_LIMIT = Duration.ofMinutes(2);

    private final HttpApi http;
    private final Tokens tokens;
    private final Map<String, String> minted = new TreeMap<>();
    private final Map<String, String> proofs = new TreeMap<>();

    LedgerApi(URI base, Tokens tokens) {
        this.http = new HttpApi(base);
        this.tokens = tokens;
    }

    /** A token of a member of staff; the same one each time. */
    String staff(Role role) {
        return minted.computeIfAbsent(
                role.wire(), name -> tokens.mint("officer-" + name, Set.of(role), TOKEN_LIFETIME));
    }

    /** A token of another member of staff with the same role. */
    String second(Role role) {
        return minted.computeIfAbsent(
                role.wire() + "-2", name -> tokens.mint("officer-" + name, Set.of(role), TOKEN_LIFETIME));
    }

    /** A token of a customer; the same one each time. */
    String of(Cast.Person person) {
        return minted.computeIfAbsent(person.id(), id -> tokens.mint(id, Set.of(Role.USER), TOKEN_LIFETIME));
    }

    Instant now() {
        return Instant.parse(
                http.get(staff(Role.OPERATOR), "/v1/clock").expect(200).text("now"));
    }

    void advanceTo(Instant instant) {
        http.post(staff(Role.OPERATOR), "/v1/test-clock", Map.of("advanceTo", instant.toString()))
                .expect(200);
    }

    void publish(Shelf.Product product) {
        http.post(staff(Role.FINANCE), "/v1/products", product.request()).expect(201);
    }

    Reply open(Cast.Person person) {
        return http.post(
                staff(Role.OPERATOR),
                "/v1/customers",
                Map.of("customerId", person.id(), "facts", proven(person, person.facts())),
                from(person.address()));
    }

    void changeFacts(Cast.Person person, Map<String, String> facts, String reason) {
        http.post(
                        staff(Role.OPERATOR),
                        "/v1/customers/" + person.id() + "/facts",
                        Map.of("facts", proven(person, facts), "reason", reason))
                .expect(200);
    }

    /** With the moment the proof of that address was accepted: when it was first put on file. */
    private Map<String, String> proven(Cast.Person person, Map<String, String> facts) {
        String address = person.id() + "/" + facts.get("residency");
        Map<String, String> dated = new TreeMap<>(facts);
        dated.put("residencyVerifiedAt", proofs.computeIfAbsent(address, seen -> now().toString()));
        return dated;
    }

    void deposit(Cast.Person person, Coin coin, String amount) {
        http.post(
                        staff(Role.OPERATOR),
                        "/v1/deposits",
                        Map.of(
                                "customerId",
                                person.id(),
                                "asset",
                                coin.code(),
                                "amount",
                                amount,
                                "account",
                                "spot",
                                "reference",
                                "0xdeposit-" + person.name() + "-" + coin.code()),
                        from(person.address()))
                .expect(201);
    }

    void fundHouse(Coin coin, String amount) {
        http.post(
                        staff(Role.FINANCE),
                        "/v1/house-funding",
                        Map.of("asset", coin.code(), "amount", amount, "reference", "treasury-" + coin.code()))
                .expect(201);
    }

    Reply subscribe(Cast.Person person, Shelf.Product product, String amount, String address) {
        return http.post(
                of(person),
                "/v1/subscriptions",
                Map.of("productId", product.id(), "asset", product.coin().code(), "amount", amount, "source", "spot"),
                from(address));
    }

    /** What leaving a position wholly would cost; writes nothing. */
    Reply quoteAll(Cast.Person person, String positionId) {
        return http.post(
                        of(person),
                        "/v1/positions/" + positionId + "/redemption-quotes",
                        Map.of("all", true),
                        from(person.address()))
                .expect(200);
    }

    Reply redeem(Cast.Person person, String positionId, Map<String, ?> howMuch) {
        Map<String, Object> body = new TreeMap<>(howMuch);
        body.put("destination", "spot");
        return http.post(of(person), "/v1/positions/" + positionId + "/redemptions", body, from(person.address()))
                .expect(201);
    }

    /** Asks for a withdrawal from the spot wallet and has it confirmed on chain. */
    void withdraw(Cast.Person person, Coin coin, String amount) {
        Reply asked = http.post(
                        of(person),
                        "/v1/withdrawals",
                        Map.of(
                                "asset",
                                coin.code(),
                                "amount",
                                amount,
                                "source",
                                "spot",
                                "address",
                                "0x52908400098527886E0F7030069857D2E4169EE7"),
                        from(person.address()))
                .expect(201);
        StepFailed.requireEqual(asked.text("state"), "requested", "state of a withdrawal that was asked for");
        Reply settled = http.post(
                        staff(Role.OPERATOR),
                        "/v1/withdrawals/" + asked.text("id") + "/confirmation",
                        Map.of("txHash", "0xsettled-" + person.name() + "-" + coin.code()))
                .expect(200);
        StepFailed.requireEqual(settled.text("state"), "settled", "state of a withdrawal confirmed on chain");
    }

    JsonNode position(String positionId) {
        return http.get(staff(Role.FINANCE), "/v1/positions/" + positionId)
                .expect(200)
                .body();
    }

    List<JsonNode> accruals(Cast.Person person, String positionId) {
        return pages(of(person), "/v1/positions/" + positionId + "/accruals?limit=200");
    }

    /** Starts the run of a product and day and waits until it is complete. */
    JsonNode accrue(Shelf.Product product, LocalDate day) {
        Reply started = http.post(
                        staff(Role.FINANCE),
                        "/v1/accrual-runs",
                        Map.of("productId", product.id(), "businessDate", day.toString()))
                .expect(202);
        String id = started.text("id");
        return until(
                "accrual run of " + product + " for " + day,
                "completed",
                () -> http.get(staff(Role.FINANCE), "/v1/accrual-runs/" + id).expect(200));
    }

    List<JsonNode> balances(Cast.Person person) {
        return pages(of(person), "/v1/balances?limit=200");
    }

    /** Balance of an account in units, on its normal side. */
    BigInteger balance(String account, Coin coin) {
        return coin.units(http.get(staff(Role.AUDITOR), "/v1/accounts/" + encode(account))
                .expect(200)
                .text("balance"));
    }

    /** Every account of the book that has a posting. */
    List<JsonNode> everyAccount(List<Cast.Person> people) {
        List<JsonNode> all = new ArrayList<>(pages(staff(Role.AUDITOR), "/v1/balances?limit=200"));
        for (Cast.Person person : people) {
            all.addAll(pages(staff(Role.AUDITOR), "/v1/balances?limit=200&customerId=" + person.id()));
        }
        return all;
    }

    JsonNode trialBalance() {
        return http.get(staff(Role.FINANCE), "/v1/trial-balance").expect(200).body();
    }

    JsonNode check() {
        return http.post(staff(Role.AUDITOR), "/v1/checks", Map.of())
                .expect(200)
                .body();
    }

    Reply regions() {
        return http.get(staff(Role.COMPLIANCE_AUTHOR), "/v1/regions").expect(200);
    }

    Reply proposeRegion(String region, String state, long baseVersion) {
        return http.post(
                        staff(Role.COMPLIANCE_AUTHOR),
                        "/v1/policy-changes",
                        Map.of(
                                "region", region,
                                "state", state,
                                "reason", "retail staking is closed from today",
                                "basis", "MAS guidelines PS-G02 on retail access",
                                "baseVersion", baseVersion))
                .expect(201);
    }

    Reply change(String id) {
        return http.get(staff(Role.COMPLIANCE_APPROVER), "/v1/policy-changes/" + id)
                .expect(200);
    }

    Reply approve(String token, String id, String etag) {
        return http.post(
                token,
                "/v1/policy-changes/" + id + "/approvals",
                Map.of("comment", "checked"),
                Map.of("If-Match", etag));
    }

    Reply uploadStatement(String provider, byte[] csv) {
        return http.postBytes(
                        staff(Role.FINANCE), "/v1/statements?provider=" + encode(provider), "text/csv", csv, Map.of())
                .expect(201);
    }

    List<JsonNode> breaks(String statementId) {
        return pages(staff(Role.FINANCE), "/v1/breaks?statementId=" + statementId + "&limit=200");
    }

    Reply previewBreak(String breakId) {
        return http.postNothing(staff(Role.FINANCE), "/v1/breaks/" + breakId + "/preview")
                .expect(200);
    }

    Reply resolveBreak(String breakId, String previewHash, String note) {
        return http.post(
                        staff(Role.FINANCE),
                        "/v1/breaks/" + breakId + "/resolution",
                        Map.of("previewHash", previewHash, "note", note))
                .expect(200);
    }

    /** Has a bundle of the whole log made and waits for it. */
    JsonNode export() {
        String id = http.post(staff(Role.AUDITOR), "/v1/exports", Map.of("fromSize", 0))
                .expect(202)
                .text("id");
        return until(
                "export " + id,
                "completed",
                () -> http.get(staff(Role.AUDITOR), "/v1/exports/" + id).expect(200));
    }

    byte[] bundle(String exportId) {
        return http.get(staff(Role.AUDITOR), "/v1/exports/" + exportId + "/bundle")
                .expect(200)
                .raw();
    }

    List<JsonNode> refusals() {
        return pages(staff(Role.AUDITOR), "/v1/decisions?limit=200").stream()
                .filter(decision -> !decision.path("permitted").booleanValue())
                .toList();
    }

    private List<JsonNode> pages(String token, String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = http.get(token, path + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor)))
                    .expect(200)
                    .body();
            all.addAll(list(page));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static List<JsonNode> list(JsonNode page) {
        List<JsonNode> rows = new ArrayList<>();
        page.path("data").forEach(rows::add);
        return rows;
    }

    private static JsonNode until(String what, String state, Supplier<Reply> ask) {
        long end = System.nanoTime() + JOB_LIMIT.toNanos();
        while (true) {
            Reply reply = ask.get();
            String found = reply.text("state");
            if (found.equals(state)) {
                return reply.body();
            }
            StepFailed.require(!found.equals("failed"), what + " failed: " + reply.text());
            StepFailed.require(
                    System.nanoTime() < end, what + " is still " + found + " after " + JOB_LIMIT.toSeconds() + " s");
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted", e);
        }
    }

    /** What a proxy that we trust says about where a request comes from. */
    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
