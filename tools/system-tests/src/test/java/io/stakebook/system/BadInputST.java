package io.stakebook.system;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static io.stakebook.launcher.token.Role.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.token.Tokens;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of nonsense gets its own stable code and leaves every table as it was. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadInputST {

    private static final String PRODUCT = "st-bad-input";
    private static final String DEPOSITS = "/v1/deposits";
    private static final String SUBSCRIPTIONS = "/v1/subscriptions";

    /** What a refused request may leave behind. */
    private enum Leaves {
        NOTHING,
        /** A rule of the book said no: the refusal is the outcome that the key stands for, for ever. */
        OUTCOME;

        Map<String, Long> rows() {
            return this == NOTHING ? Map.of() : Map.of("idempotency", 1L);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Request(String method, String path, Map<String, String> headers, byte @Nullable [] body) {

        Request with(String header, @Nullable String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            if (value == null) {
                changed.remove(header);
            } else {
                changed.put(header, value);
            }
            return new Request(method, path, changed, body);
        }
    }

    private record Case(String name, Request request, int status, String code, Leaves leaves) {}

    private final List<Case> cases = new ArrayList<>();

    @TestFactory
    List<DynamicTest> nonsense_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.1", "personalCap", "2", "step", "0.01"));
        Customer anna = ledger.open(Home.DE);
        Customer boris = ledger.open(Home.BR);
        ledger.fund(anna, "ETH", "10");
        ledger.fund(boris, "ETH", "5");
        String borisPosition =
                ledger.subscribe(boris, PRODUCT, "ETH", "1").expect(201).member("id");

        amounts(ledger, anna);
        bodies(ledger, anna);
        rules(ledger, anna);
        tokens(ledger, anna);
        othersRows(ledger, anna, boris, borisPosition);
        paths(ledger, anna);
        lists(ledger, anna);
        periods(ledger, anna);
        byHand(ledger, anna, borisPosition);

        Database database = ledger.database();
        Database.Snapshot[] before = {database.atRest()};
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Request request = one.request();
                    Answer answer =
                            ledger.api().send(request.method(), request.path(), request.headers(), request.body());
                    Database.Snapshot after = database.atRest();
                    Map<String, Long> changes = before[0].changesTo(after);
                    before[0] = after;
                    assertThat(answer.status() + " " + answer.code())
                            .as("%s answered %s", answer.request(), answer.text())
                            .isEqualTo(one.status() + " " + one.code());
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(changes)
                            .as("rows gained by table")
                            .isEqualTo(one.leaves().rows());
                }))
                .toList();
    }

    private void add(String name, Request request, int status, String code) {
        cases.add(new Case(name, request, status, code, Leaves.NOTHING));
    }

    private void addOutcome(String name, Request request, int status, String code) {
        cases.add(new Case(name, request, status, code, Leaves.OUTCOME));
    }

    private static Request post(String token, String path, Customer from, byte[] body) {
        Map<String, String> headers = Api.headers(token);
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", Api.freshKey());
        headers.putAll(from.from());
        return new Request("POST", path, headers, body);
    }

    private static Request get(String token, String path) {
        return new Request("GET", path, Api.headers(token), null);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A good deposit with one member changed, or removed where the value is null. */
    private static Request deposit(Ledger ledger, Customer customer, String member, @Nullable Object value) {
        Map<String, Object> body = new TreeMap<>(ledger.deposit(customer, "ETH", "1"));
        if (value == null) {
            body.remove(member);
        } else {
            body.put(member, value);
        }
        return post(ledger.staff(OPERATOR), DEPOSITS, customer, Api.bytes(body));
    }

    private static Request subscription(Customer customer, String member, Object value) {
        Map<String, Object> body = new TreeMap<>(Ledger.subscription(PRODUCT, "ETH", "1"));
        body.put(member, value);
        return post(customer.token(), SUBSCRIPTIONS, customer, Api.bytes(body));
    }

    private void amounts(Ledger ledger, Customer anna) {
        add("amount as a JSON number", deposit(ledger, anna, "amount", 1.5), 400, "AMOUNT_NOT_A_STRING");
        add("amount as a JSON integer", deposit(ledger, anna, "amount", 1), 400, "AMOUNT_NOT_A_STRING");
        add("negative amount", deposit(ledger, anna, "amount", "-1"), 422, "AMOUNT_NOT_POSITIVE");
        add("zero amount", deposit(ledger, anna, "amount", "0.000"), 422, "AMOUNT_NOT_POSITIVE");
        add("39 digits of units", deposit(ledger, anna, "amount", "1" + "0".repeat(20)), 422, "AMOUNT_TOO_LARGE");
        add("a thousand digits", deposit(ledger, anna, "amount", "9".repeat(1000)), 422, "AMOUNT_TOO_LARGE");
        add(
                "19 decimals of ether",
                deposit(ledger, anna, "amount", "1." + "0".repeat(18) + "1"),
                422,
                "AMOUNT_TOO_PRECISE");
        for (String malformed : new String[] {"1e3", "+1", " 1", "1.", ".5", "1,5", "0x10", "", "NaN", "١"}) {
            add("amount \"" + malformed + "\"", deposit(ledger, anna, "amount", malformed), 400, "AMOUNT_MALFORMED");
        }
    }

    private void bodies(Ledger ledger, Customer anna) {
        String operator = ledger.staff(OPERATOR);
        add("unknown member", deposit(ledger, anna, "note", "hello"), 400, "MEMBER_UNKNOWN");
        add("missing member", deposit(ledger, anna, "reference", null), 400, "MEMBER_MISSING");
        add("member of the wrong type", deposit(ledger, anna, "reference", List.of("a")), 400, "MEMBER_TYPE_WRONG");
        add(
                "repeated member",
                post(operator, DEPOSITS, anna, utf8("{\"asset\":\"ETH\",\"asset\":\"ETH\"}")),
                400,
                "MEMBER_DUPLICATE");
        add("cut-off JSON", post(operator, DEPOSITS, anna, utf8("{\"asset\":\"ETH\"")), 400, "BODY_MALFORMED");
        add("JSON that is no object", post(operator, DEPOSITS, anna, utf8("[1]")), 400, "BODY_MALFORMED");
        add(
                "bytes that are no UTF-8",
                post(operator, DEPOSITS, anna, new byte[] {'{', (byte) 0xff, '}'}),
                400,
                "BODY_MALFORMED");
        add("nothing as a body", post(operator, DEPOSITS, anna, new byte[0]), 400, "BODY_MISSING");
        add(
                "deep nesting",
                post(operator, DEPOSITS, anna, utf8("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
                400,
                "BODY_MALFORMED");
        add(
                "a body of a megabyte",
                post(operator, DEPOSITS, anna, utf8("{\"asset\":\"" + "E".repeat(1 << 20) + "\"}")),
                413,
                "BODY_TOO_LARGE");
        add(
                "media type text/plain",
                deposit(ledger, anna, "amount", "1").with("Content-Type", "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        add("nothing acceptable", get(operator, "/v1/assets").with("Accept", "image/png"), 406, "NOT_ACCEPTABLE");
        add("unknown asset", deposit(ledger, anna, "asset", "DOGE"), 422, "ASSET_UNKNOWN");
        add("unknown wallet", deposit(ledger, anna, "account", "savings"), 400, "ENUM_UNKNOWN");
        add("malformed customer id", deposit(ledger, anna, "customerId", "anna"), 400, "ID_MALFORMED");
        addOutcome(
                "unknown customer",
                deposit(ledger, anna, "customerId", Ledger.newCustomerId()),
                404,
                "CUSTOMER_UNKNOWN");
        add(
                "missing idempotency key",
                deposit(ledger, anna, "amount", "1").with("Idempotency-Key", null),
                400,
                "IDEMPOTENCY_KEY_MISSING");
        add(
                "idempotency key with a space",
                deposit(ledger, anna, "amount", "1").with("Idempotency-Key", "a b"),
                400,
                "FIELD_INVALID");
        add(
                "idempotency key of 201 characters",
                deposit(ledger, anna, "amount", "1").with("Idempotency-Key", "k".repeat(201)),
                400,
                "FIELD_INVALID");

        Request good = deposit(ledger, anna, "amount", "0.5");
        ledger.api()
                .send(good.method(), good.path(), good.headers(), good.body())
                .expect(201);
        String key = good.headers().getOrDefault("Idempotency-Key", "");
        add(
                "same key, other body",
                deposit(ledger, anna, "amount", "0.6").with("Idempotency-Key", key),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        add(
                "unreadable statement",
                post(
                                ledger.staff(FINANCE),
                                "/v1/statements?provider=st&productId=" + PRODUCT,
                                anna,
                                utf8("not,a\nstatement\u0000"))
                        .with("Content-Type", "text/csv"),
                422,
                "STATEMENT_UNREADABLE");
    }

    private void rules(Ledger ledger, Customer anna) {
        add("unknown product", subscription(anna, "productId", "st-nowhere"), 404, "PRODUCT_UNKNOWN");
        addOutcome("asset of another product", subscription(anna, "asset", "BTC"), 422, "ASSET_MISMATCH");
        addOutcome("below the minimum", subscription(anna, "amount", "0.09"), 422, "BELOW_MINIMUM");
        addOutcome("above the personal cap", subscription(anna, "amount", "2.01"), 422, "ABOVE_CAP");
        addOutcome("off the step", subscription(anna, "amount", "1.005"), 422, "STEP_MISMATCH");
        addOutcome("terms that are not current", subscription(anna, "termsVersion", 7), 409, "TERMS_CHANGED");
        Map<String, Object> fromEmpty = new TreeMap<>(Ledger.subscription(PRODUCT, "ETH", "1"));
        fromEmpty.put("source", "funding");
        addOutcome(
                "insufficient balance",
                post(anna.token(), SUBSCRIPTIONS, anna, Api.bytes(fromEmpty)),
                422,
                "INSUFFICIENT_BALANCE");
        Map<String, Object> withdrawal = Map.of("asset", "ETH", "amount", "1000", "source", "spot", "address", "0xabc");
        addOutcome(
                "withdrawal of more than there is",
                post(anna.token(), "/v1/withdrawals", anna, Api.bytes(withdrawal)),
                422,
                "INSUFFICIENT_BALANCE");
        addOutcome(
                "accrual of a day that is not over",
                post(
                        ledger.staff(FINANCE),
                        "/v1/accrual-runs",
                        anna,
                        Api.bytes(Map.of(
                                "productId",
                                PRODUCT,
                                "businessDate",
                                ledger.now()
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .toString()))),
                409,
                "DAY_NOT_OVER");
        add(
                "region that is none",
                post(
                        ledger.staff(COMPLIANCE_AUTHOR),
                        "/v1/policy-changes",
                        anna,
                        Api.bytes(Map.of(
                                "region",
                                "Atlantis",
                                "state",
                                "no_new",
                                "reason",
                                "r",
                                "basis",
                                "b",
                                "baseVersion",
                                0))),
                400,
                "FIELD_INVALID");
        addOutcome(
                "clock set back",
                post(
                        ledger.staff(OPERATOR),
                        "/v1/test-clock",
                        anna,
                        Api.bytes(Map.of("advanceTo", "2020-01-01T00:00:00Z"))),
                409,
                "CLOCK_BACKWARD");
        addOutcome(
                "deposit from the future",
                deposit(ledger, anna, "effectiveAt", "2999-01-01T00:00:00Z"),
                422,
                "EFFECTIVE_IN_FUTURE");
    }

    private Request entry(Ledger ledger, Customer from, Map<String, Object> body) {
        return post(ledger.staff(FINANCE), "/v1/entries", from, Api.bytes(body));
    }

    /** An entry that would be good but for the first posting. */
    private Request entry(Ledger ledger, Customer from, String member, Object value) {
        Map<String, Object> first = new TreeMap<>(Entries.posting("1210.ETH.house", "debit", "1"));
        first.put(member, value);
        return entry(
                ledger, from, Map.of("postings", List.of(first, Entries.posting("3020.ETH.house", "credit", "1"))));
    }

    private void byHand(Ledger ledger, Customer anna, String position) {
        String finance = ledger.staff(FINANCE);
        add("posting of a JSON number", entry(ledger, anna, "amount", 1), 400, "AMOUNT_NOT_A_STRING");
        add("posting on no side", entry(ledger, anna, "side", "left"), 400, "ENUM_UNKNOWN");
        add(
                "posting to an account of no chart",
                entry(ledger, anna, "account", "9999.ETH.house"),
                404,
                "ACCOUNT_UNKNOWN");
        add("posting with an unknown member", entry(ledger, anna, "memo", "x"), 400, "MEMBER_UNKNOWN");
        add("version below zero", entry(ledger, anna, "expectedVersion", -1), 400, "FIELD_INVALID");
        add(
                "condition of an unknown kind",
                entry(ledger, anna, "conditions", Map.of("available", Map.of("gt", "1"))),
                400,
                "MEMBER_UNKNOWN");
        addOutcome("posting of another asset", entry(ledger, anna, "asset", "BTC"), 422, "ASSET_MISMATCH");
        addOutcome("entry that does not balance", entry(ledger, anna, "amount", "2"), 422, "ENTRY_UNBALANCED");
        addOutcome("version that is another", entry(ledger, anna, "expectedVersion", 999_999), 409, "VERSION_MISMATCH");
        addOutcome(
                "condition that does not hold",
                entry(ledger, anna, "conditions", Map.of("posted", Map.of("lte", "-1"))),
                409,
                "CONDITION_NOT_MET");
        addOutcome(
                "account the staking book keeps",
                entry(ledger, anna, "account", "1150.ETH.house"),
                422,
                "ACCOUNT_NOT_OPEN_TO_HAND");
        addOutcome(
                "customer that is none",
                entry(ledger, anna, "account", "2010.ETH." + Ledger.newCustomerId()),
                404,
                "CUSTOMER_UNKNOWN");
        addOutcome(
                "entry of one posting",
                entry(ledger, anna, Map.of("postings", List.of(Entries.posting("1210.ETH.house", "debit", "1")))),
                422,
                "ENTRY_TOO_SHORT");
        addOutcome(
                "reservation that has expired",
                entry(
                        ledger,
                        anna,
                        Map.of(
                                "reserve",
                                Map.of("expiresAt", "2020-01-01T00:00:00Z"),
                                "postings",
                                Entries.paidIn("1"))),
                400,
                "FIELD_INVALID");
        add("entry without postings", entry(ledger, anna, Map.of("memo", "x")), 400, "MEMBER_MISSING");
        add(
                "auditor who posts",
                entry(ledger, anna, Map.of("postings", Entries.paidIn("1")))
                        .with("Authorization", "Bearer " + ledger.staff(AUDITOR)),
                403,
                "ROLE_MISSING");
        add("batch of none", batch(finance, anna, "{\"entries\":[]}"), 400, "LIMIT_OUT_OF_RANGE");
        add("batch without entries", batch(finance, anna, "{\"mode\":\"each\"}"), 400, "MEMBER_MISSING");
        add(
                "batch of an unknown mode",
                batch(finance, anna, "{\"mode\":\"any\",\"entries\":[{}]}"),
                400,
                "ENUM_UNKNOWN");
        add("batch cut off", batch(finance, anna, "{\"entries\":[{}"), 400, "BODY_MALFORMED");
        add(
                "batch of too many",
                batch(finance, anna, "{}\n".repeat(10_001)).with("Content-Type", "application/x-ndjson"),
                400,
                "LIMIT_OUT_OF_RANGE");
        add(
                "batch as text",
                batch(finance, anna, "{}").with("Content-Type", "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        String unknown = "/v1/reservations/entry_" + "0".repeat(32);
        add("reservation that is none", get(finance, unknown), 404, "RESERVATION_UNKNOWN");
        add(
                "settlement of none",
                post(finance, unknown + "/settlements", anna, utf8("{}")),
                404,
                "RESERVATION_UNKNOWN");
        add("void of a malformed id", post(finance, "/v1/reservations/x/void", anna, utf8("{}")), 400, "ID_MALFORMED");
        add(
                "reversal of none",
                post(finance, "/v1/entries/entry_" + "0".repeat(32) + "/reversals", anna, utf8("{}")),
                404,
                "ENTRY_UNKNOWN");
        String limits = "/v1/accounts/2010.ETH." + anna.id() + "/limits";
        add("limits without a reason", post(finance, limits, anna, utf8("{}")), 400, "MEMBER_MISSING");
        add(
                "limit as a JSON number",
                post(finance, limits, anna, utf8("{\"maxPosted\":5,\"reason\":\"r\"}")),
                400,
                "AMOUNT_NOT_A_STRING");
        addOutcome(
                "limits that contradict",
                post(finance, limits, anna, utf8("{\"maxPosted\":\"1\",\"minPosted\":\"2\",\"reason\":\"r\"}")),
                422,
                "LIMITS_CONTRADICT");
        addOutcome(
                "limits of a position",
                post(
                        finance,
                        "/v1/accounts/2040.ETH." + anna.id() + "." + position + "/limits",
                        anna,
                        utf8("{\"maxPosted\":\"1\",\"reason\":\"r\"}")),
                422,
                "ACCOUNT_NOT_OPEN_TO_HAND");
    }

    private static Request batch(String token, Customer from, String body) {
        return post(token, "/v1/entry-batches", from, utf8(body));
    }

    private void tokens(Ledger ledger, Customer anna) {
        Request own = get(anna.token(), "/v1/balances");
        add("no token", own.with("Authorization", null), 401, "TOKEN_MISSING");
        add("token that is none", own.with("Authorization", "Bearer abc"), 401, "TOKEN_MALFORMED");
        add("other scheme", own.with("Authorization", "Basic YTpi"), 401, "TOKEN_MISSING");
        Tokens stranger = Tokens.generate("https://elsewhere.example", Clock.systemUTC());
        add(
                "token of a foreign issuer",
                own.with("Authorization", "Bearer " + stranger.mint(anna.id(), Set.of(USER), Duration.ofHours(1))),
                401,
                "TOKEN_FOREIGN");
        Tokens forger = Tokens.generate(Stack.ISSUER, Clock.systemUTC());
        add(
                "token of our issuer with another's signature",
                own.with("Authorization", "Bearer " + forger.mint(anna.id(), Set.of(USER), Duration.ofHours(1))),
                401,
                "TOKEN_INVALID");
        add("expired token", own.with("Authorization", "Bearer " + expired(ledger, anna)), 401, "TOKEN_EXPIRED");
        add(
                "user who deposits",
                deposit(ledger, anna, "amount", "1").with("Authorization", "Bearer " + anna.token()),
                403,
                "ROLE_MISSING");
        add(
                "finance officer who subscribes",
                subscription(anna, "amount", "1").with("Authorization", "Bearer " + ledger.staff(FINANCE)),
                403,
                "ROLE_MISSING");
        add(
                "auditor who moves the clock",
                post(ledger.staff(AUDITOR), "/v1/test-clock", anna, utf8("{}")),
                403,
                "ROLE_MISSING");
    }

    /** Signed with the right key, and out of date by now. */
    private static String expired(Ledger ledger, Customer anna) {
        String token = ledger.tokens().mint(anna.id(), Set.of(USER), Duration.ofSeconds(1));
        Database.pause(2_100);
        return token;
    }

    private void othersRows(Ledger ledger, Customer anna, Customer boris, String position) {
        add("another's position", get(anna.token(), "/v1/positions/" + position), 404, "POSITION_UNKNOWN");
        add(
                "another's accruals",
                get(anna.token(), "/v1/positions/" + position + "/accruals"),
                404,
                "POSITION_UNKNOWN");
        byte[] all = Api.bytes(Map.of("all", true, "destination", "spot"));
        add(
                "redeeming another's position",
                post(anna.token(), "/v1/positions/" + position + "/redemptions", anna, all),
                404,
                "POSITION_UNKNOWN");
        add(
                "quote on another's position",
                post(
                        anna.token(),
                        "/v1/positions/" + position + "/redemption-quotes",
                        anna,
                        Api.bytes(Map.of("all", true))),
                404,
                "POSITION_UNKNOWN");
        add("another's balances", get(anna.token(), "/v1/balances?customerId=" + boris.id()), 404, "CUSTOMER_UNKNOWN");
        add("another's account", get(anna.token(), "/v1/accounts/2010.ETH." + boris.id()), 404, "ACCOUNT_UNKNOWN");
        add(
                "another's postings",
                get(anna.token(), "/v1/accounts/2010.ETH." + boris.id() + "/postings"),
                404,
                "ACCOUNT_UNKNOWN");
        add("the house's account", get(anna.token(), "/v1/accounts/1010.ETH.house"), 404, "ACCOUNT_UNKNOWN");
        add("another customer", get(anna.token(), "/v1/customers/" + boris.id()), 404, "CUSTOMER_UNKNOWN");
        add(
                "another's decisions",
                get(anna.token(), "/v1/decisions?customerId=" + boris.id()),
                404,
                "CUSTOMER_UNKNOWN");
        String entry =
                ledger.pages(boris.token(), "/v1/entries").get(0).path("id").asText();
        add("another's entry", get(anna.token(), "/v1/entries/" + entry), 404, "ENTRY_UNKNOWN");
        Answer withdrawal = ledger.api()
                .post(
                        boris.token(),
                        "/v1/withdrawals",
                        Map.of("asset", "ETH", "amount", "1", "source", "spot", "address", "0xdef"),
                        boris.from())
                .expect(201);
        add(
                "another's withdrawal",
                get(anna.token(), "/v1/withdrawals/" + withdrawal.member("id")),
                404,
                "RESOURCE_UNKNOWN");
    }

    private void periods(Ledger ledger, Customer anna) {
        String finance = ledger.staff(FINANCE);
        byte[] nothing = utf8("{}");
        String ahead = "/v1/periods/2999-01";
        add("month 13", post(finance, "/v1/periods/2026-13/closing", anna, nothing), 400, "ID_MALFORMED");
        add("closing with a member", post(finance, ahead + "/closing", anna, utf8("{\"a\":1}")), 400, "MEMBER_UNKNOWN");
        addOutcome(
                "closing of a far month", post(finance, ahead + "/closing", anna, nothing), 409, "PERIOD_OUT_OF_ORDER");
        add("close of an open month", post(finance, ahead + "/close", anna, nothing), 409, "STATE_CONFLICT");
        add("reopening without a reason", post(finance, ahead + "/reopenings", anna, nothing), 400, "MEMBER_MISSING");
        add(
                "reopening of an open month",
                post(finance, ahead + "/reopenings", anna, utf8("{\"reason\":\"r\"}")),
                409,
                "STATE_CONFLICT");
        addOutcome(
                "approval of what nobody asked for",
                post(finance, ahead + "/reopenings/rop_" + "0".repeat(32) + "/approval", anna, nothing),
                404,
                "RESOURCE_UNKNOWN");
        add(
                "closing by an auditor",
                post(ledger.staff(AUDITOR), ahead + "/closing", anna, nothing),
                403,
                "ROLE_MISSING");
        add("frozen balance of an open month", get(finance, ahead + "/trial-balance"), 404, "RESOURCE_UNKNOWN");
        add("close number 0", get(finance, ahead + "/trial-balance?closeNumber=0"), 400, "PARAMETER_INVALID");
    }

    private void paths(Ledger ledger, Customer anna) {
        String operator = ledger.staff(OPERATOR);
        add("unknown path", get(operator, "/v1/nowhere"), 404, "PATH_UNKNOWN");
        add("path above the API", get(operator, "/v2/assets"), 404, "PATH_UNKNOWN");
        add(
                "wrong method",
                new Request("DELETE", "/v1/assets", Api.headers(operator), null),
                405,
                "METHOD_NOT_ALLOWED");
        add(
                "wrong method with a body",
                new Request(
                        "PUT",
                        DEPOSITS,
                        post(operator, DEPOSITS, anna, utf8("{}")).headers(),
                        utf8("{}")),
                405,
                "METHOD_NOT_ALLOWED");
        add("malformed position id", get(operator, "/v1/positions/pos_XYZ"), 400, "ID_MALFORMED");
        add("account that is none", get(operator, "/v1/accounts/9999.ETH.house"), 404, "ACCOUNT_UNKNOWN");
    }

    private void lists(Ledger ledger, Customer anna) {
        String operator = ledger.staff(OPERATOR);
        add("cursor that is none", get(anna.token(), "/v1/entries?cursor=nonsense"), 400, "CURSOR_INVALID");
        add("limit 0", get(operator, "/v1/entries?limit=0"), 400, "PARAMETER_INVALID");
        String first = "/v1/accounts/1010.ETH.house";
        add("time that is none", get(operator, first + "?effectiveAt=yesterday"), 400, "PARAMETER_INVALID");
        add("time without a zone", get(operator, first + "?knownAt=2026-01-01T00:00:00"), 400, "PARAMETER_INVALID");
        add("time too fine", get(operator, first + "?knownAt=2026-01-01T00:00:00.0000001Z"), 400, "PARAMETER_INVALID");
        add("sequence below zero", get(operator, first + "?minSequence=-1"), 400, "PARAMETER_INVALID");
        add("sequence far ahead", get(operator, first + "?minSequence=999999999999"), 409, "SEQUENCE_NOT_REACHED");
        add("log far behind", get(operator, "/v1/entries?minSequence=999999999999"), 409, "SEQUENCE_NOT_REACHED");
        add("phase that is none", get(operator, "/v1/entries?phase=maybe"), 400, "ENUM_UNKNOWN");
        add("period that is none", get(operator, "/v1/entries?carriedFrom=2026-13"), 400, "ID_MALFORMED");
        add("reversal of nonsense", get(operator, "/v1/entries?reverses=nonsense"), 400, "ID_MALFORMED");
        add("limit 201", get(operator, "/v1/entries?limit=201"), 400, "PARAMETER_INVALID");
        add("limit that is no number", get(operator, "/v1/entries?limit=many"), 400, "PARAMETER_INVALID");
        add("unknown state", get(operator, "/v1/positions?state=frozen"), 400, "ENUM_UNKNOWN");
        add("day that is none", get(operator, "/v1/entries?businessDate=2026-02-30"), 400, "PARAMETER_INVALID");
    }
}
