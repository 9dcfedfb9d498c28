package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.COMPLIANCE_APPROVER;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.token.Pem;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Database;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.MonthEnd;
import io.stakebook.system.Pause;
import io.stakebook.system.WithLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Asking every POST what it would do: the answer is the one of the deed, and the book stays as it was. */
@Order(4)
@ExtendWith(WithLedger.class)
class DryRunST {

    private static final String PRODUCT = "st-dry-run";
    private static final String JSON = "application/json";

    /** Path segments that name one thing. */
    private static final Pattern VARIES =
            Pattern.compile("(?<=/)(st-[a-z-]+|[a-z]+_[0-9a-f]{32}|[0-9]{4}\\.[^/]+|[0-9]{4}-[0-9]{2})(?=/|$)");

    /** POSTs that write nothing when they are meant either, so that there is no key to use up. */
    private static final Set<String> PREVIEWS = Set.of("/v1/positions/{}/redemption-quotes", "/v1/breaks/{}/preview");

    /**
     * @param operation path with {@code {}} for what varies
     * @param body JSON or text; empty for none
     */
    private record Case(
            String operation, String path, String token, Map<String, String> headers, String type, String body) {}

    private final List<Case> cases = new ArrayList<>();

    @TestFactory
    List<DynamicTest> everyPost_asADryRun_answersAsIfMeant_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        prepare(ledger, anna);
        assertThat(operations())
                .as("every POST of the contract has a case here")
                .isEqualTo(contractPosts(ledger));
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.operation(), () -> rehearse(ledger, one)))
                .toList();
    }

    @Test
    void refusal_asADryRun_isTheRefusal_andIsNotKept(Ledger ledger) {
        Customer poor = ledger.open(Home.DE);
        Map<String, String> headers = Map.of("Idempotency-Key", Api.freshKey(), "X-Forwarded-For", poor.address());
        Map<String, Object> withdrawal = Map.of("asset", "SOL", "amount", "1", "source", "spot", "address", "abc");
        Database.Snapshot before = ledger.database().atRest();

        Answer asked = ledger.api().post(poor.token(), "/v1/withdrawals?dryRun=true", withdrawal, headers);

        assertThat(asked.code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(asked.header("Dry-Run")).isEqualTo("true");
        assertThat(before.changesTo(ledger.database().atRest())).isEmpty();
        ledger.fund(poor, "SOL", "5");
        Answer meant = ledger.api().post(poor.token(), "/v1/withdrawals", withdrawal, headers);
        meant.expect(201);
        assertThat(meant.replayed()).isFalse();
        Answer again = ledger.api().post(poor.token(), "/v1/withdrawals?dryRun=true", withdrawal, headers);
        assertThat(again.text()).isEqualTo(meant.text());
        assertThat(again.replayed()).isTrue();
        assertThat(again.header("Dry-Run")).isEqualTo("true");
    }

    @Test
    void dryRunSpeltOtherwise_isRefused_beforeAnythingHappens(Ledger ledger) {
        Customer customer = ledger.open(Home.DE);
        Database.Snapshot before = ledger.database().atRest();
        for (String query : List.of("dryRun=1", "dryRun=TRUE", "dryRun=", "dryrun=true", "dry_run=true", "x=1")) {
            Answer answer = ledger.api()
                    .post(
                            ledger.staff(OPERATOR),
                            "/v1/deposits?" + query,
                            ledger.deposit(customer, "ETH", "1"),
                            customer.from());
            assertThat(answer.status() + " " + answer.code()).as(query).isEqualTo("400 PARAMETER_INVALID");
            assertThat(answer.member("detail")).contains(query.substring(0, query.indexOf('=')));
        }
        assertThat(before.changesTo(ledger.database().atRest())).isEmpty();
    }

    private static void rehearse(Ledger ledger, Case one) {
        Map<String, String> headers = new LinkedHashMap<>(Api.headers(one.token()));
        headers.putAll(one.headers());
        headers.put("Idempotency-Key", Api.freshKey());
        if (!one.body().isEmpty()) {
            headers.put("Content-Type", one.type());
        }
        byte[] body = one.operation().endsWith("/close")
                ? Api.bytes(MonthEnd.body(
                        ledger, one.token(), one.path().substring(0, one.path().lastIndexOf('/'))))
                : one.body().getBytes(StandardCharsets.UTF_8);
        String asked = one.path() + (one.path().contains("?") ? "&" : "?") + "dryRun=true";
        Database.Snapshot before = ledger.database().atRest();

        Answer rehearsed = ledger.api().send("POST", asked, headers, body).expect(200, 201, 202);

        assertThat(rehearsed.header("Dry-Run")).isEqualTo("true");
        assertThat(rehearsed.replayed()).isFalse();
        assertThat(before.changesTo(ledger.database().atRest()))
                .as("rows gained by table after %s", rehearsed.text())
                .isEmpty();

        Answer meant = ledger.api().send("POST", one.path(), headers, body);
        assertThat(meant.status()).as(meant.text()).isEqualTo(rehearsed.status());
        assertThat(meant.header("Dry-Run")).isEmpty();
        assertThat(meant.replayed()).isFalse();
        Set<String> expected = shape(rehearsed.json());
        if (one.path().equals("/v1/accrual-runs")) {
            expected.remove("preview"); // What a run would post is said only beforehand.
        }
        assertThat(shape(meant.json())).isEqualTo(expected);
        if (one.operation().endsWith("/close")) {
            closed(ledger, one.path().substring(0, one.path().lastIndexOf('/')));
        }
        if (one.operation().endsWith("/exports")) {
            ended(ledger, meant.member("id"));
        }
        if (!PREVIEWS.contains(one.operation())) {
            // A job that the deed began may have kept outcomes of its own by now.
            assertThat(before.changesTo(ledger.database().atRest())).containsKey("idempotency");
        }
    }

    /** Which members there are; identifiers and times differ, and a background job may have moved on. */
    private static Set<String> shape(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        cases.forEach(one -> operations.add(one.operation()));
        return operations;
    }

    private static Set<String> contractPosts(Ledger ledger) {
        Set<String> posts = new TreeSet<>();
        String path = "";
        Pattern paths = Pattern.compile("  (/v1/[^:]*):");
        for (String line : new String(ledger.contract().document(), StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher named = paths.matcher(line.stripTrailing());
            if (named.matches()) {
                path = named.group(1);
            }
            if (line.stripTrailing().equals("    post:")) {
                posts.add(path.replaceAll("\\{[^}]*}", "{}"));
            }
        }
        return posts;
    }

    private void add(String path, String token, Map<String, String> headers, Map<String, Object> body) {
        String operation = VARIES.matcher(path).replaceAll("{}");
        cases.add(new Case(operation, path, token, headers, JSON, new String(Api.bytes(body), StandardCharsets.UTF_8)));
    }

    private void add(String path, String token, Map<String, Object> body) {
        add(path, token, Map.of(), body);
    }

    private void prepare(Ledger ledger, Customer anna) {
        String finance = ledger.staff(FINANCE);
        String operator = ledger.staff(OPERATOR);
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        ledger.fund(anna, "ETH", "20");
        String position =
                ledger.subscribe(anna, PRODUCT, "ETH", "2").expect(201).member("id");

        Map<String, Object> terms = Map.of(
                "kind", "flexible",
                "tiers", List.of(Map.of("from", "0", "apr", "0.03")),
                "yieldSource", "lending",
                "valueDateRule", "immediate",
                "payoutAccount", "spot");
        add("/v1/products", finance, Map.of("productId", "st-dry-new", "asset", "BTC", "terms", terms));
        add("/v1/products/" + PRODUCT + "/switches", finance, Map.of("subscribeEnabled", true, "redeemEnabled", true));
        add(
                "/v1/customers",
                operator,
                Map.of("X-Forwarded-For", Home.SG.address()),
                Map.of("customerId", Ledger.newCustomerId(), "facts", Ledger.facts(Home.SG)));
        add(
                "/v1/customers/" + anna.id() + "/facts",
                operator,
                Map.of("facts", Ledger.facts(Home.DE), "reason", "moved"));
        add("/v1/deposits", operator, anna.from(), ledger.deposit(anna, "ETH", "1"));
        add("/v1/house-funding", finance, Map.of("asset", "ETH", "amount", "1", "reference", "st-dry"));
        add("/v1/subscriptions", anna.token(), anna.from(), Ledger.subscription(PRODUCT, "ETH", "1"));
        add("/v1/positions/" + position + "/redemption-quotes", anna.token(), Map.of("amount", "0.5"));
        add(
                "/v1/positions/" + position + "/redemptions",
                anna.token(),
                anna.from(),
                Map.of("amount", "0.5", "destination", "spot"));
        withdrawals(ledger, anna);
        reconciliation(ledger);
        policy(ledger);
        byHand(ledger, anna);
        periods(ledger);
        String key = VerifierKey.ofEd25519(Stack.ORIGIN, Pem.newEd25519Pair().getPublic())
                .toSpkiPem();
        add("/v1/log/keys", operator, Map.of("publicKey", key));
        add("/v1/exports", finance, Map.of());
        add("/v1/checks", ledger.staff(AUDITOR), Map.of("checks", List.of("entries_balance")));
        // Last, because it moves the book's day.
        add(
                "/v1/test-clock",
                operator,
                Map.of("advanceTo", ledger.now().plusSeconds(3600).toString()));
        Map<String, Object> changed = new LinkedHashMap<>(terms);
        changed.put("yieldSource", "protocol_staking");
        changed.put("commissionRate", "0.1");
        add("/v1/products/" + PRODUCT + "/terms", finance, Map.of("baseVersion", 1, "terms", changed));
    }

    private void withdrawals(Ledger ledger, Customer anna) {
        Map<String, Object> withdrawal = Map.of("asset", "ETH", "amount", "1", "source", "spot", "address", "0xabc");
        String requested = ledger.api()
                .post(anna.token(), "/v1/withdrawals", withdrawal, anna.from())
                .expect(201)
                .member("id");
        add("/v1/withdrawals", anna.token(), anna.from(), withdrawal);
        add("/v1/withdrawals/" + requested + "/confirmation", ledger.staff(OPERATOR), Map.of("txHash", "0xst"));
    }

    /** The product's first day is over when the runs of it are asked for. */
    private void reconciliation(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        LocalDate firstDay = ledger.now().atOffset(ZoneOffset.UTC).toLocalDate();
        ledger.advanceTo(firstDay.plusDays(1).atTime(0, 1).toInstant(ZoneOffset.UTC));
        String upload = "/v1/statements?provider=st-dry&productId=" + PRODUCT;
        String file = "date,product,asset,reward,reference\n" + firstDay + "," + PRODUCT + ",ETH,0.25,st-dry-%d\n";
        Map<String, String> headers = new LinkedHashMap<>(Api.headers(finance));
        headers.put("Idempotency-Key", Api.freshKey());
        headers.put("Content-Type", "text/csv");
        String statement = ledger.api()
                .send("POST", upload, headers, String.format(file, 1).getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .member("id");
        JsonNode found = ledger.api()
                .get(finance, "/v1/breaks?statementId=" + statement)
                .expect(200)
                .data()
                .get(0);
        String path = "/v1/breaks/" + found.path("id").asText();
        headers.put("Idempotency-Key", Api.freshKey());
        headers.remove("Content-Type");
        String hash = ledger.api()
                .send("POST", path + "/preview", headers, new byte[0])
                .expect(200)
                .member("previewHash");
        cases.add(new Case("/v1/breaks/{}/preview", path + "/preview", finance, Map.of(), JSON, ""));
        add(path + "/notes", finance, Map.of("note", "st dry run", "owner", "officer-two"));
        add(path + "/resolution", finance, Map.of("previewHash", hash, "note", "st dry run"));
        add(path + "/resolution/approval", ledger.staff(FINANCE, "officer-two"), Map.of("previewHash", hash));
        cases.add(new Case("/v1/statements", upload, finance, Map.of(), "text/csv", String.format(file, 2)));
        // After the break is resolved: a run would make its preview stale.
        add("/v1/accrual-runs", finance, Map.of("productId", PRODUCT, "businessDate", firstDay.toString()));
    }

    private void policy(Ledger ledger) {
        String author = ledger.staff(COMPLIANCE_AUTHOR);
        String approver = ledger.staff(COMPLIANCE_APPROVER);
        String unratified = ledger.api()
                .post(author, "/v1/policy-changes/immediate", atOnce("FO", version(ledger, author)))
                .expect(201)
                .member("id");
        long version = version(ledger, author);
        Map<String, Object> change = Map.of(
                "region", "NZ", "state", "no_new", "reason", "st dry run", "basis", "house", "baseVersion", version);
        add("/v1/policy-changes", author, change);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(ledger.api()
                    .post(author, "/v1/policy-changes", change)
                    .expect(201)
                    .member("id"));
        }
        Map<String, String> seen = Map.of("If-Match", "\"1\"");
        add("/v1/policy-changes/" + ids.get(0) + "/rejection", approver, seen, Map.of("comment", "no"));
        add("/v1/policy-changes/" + ids.get(1) + "/withdrawal", author, seen, Map.of("comment", "no"));
        add("/v1/policy-changes/" + ids.get(2) + "/approvals", approver, seen, Map.of("comment", "seen"));
        // After the approval, which makes the next version.
        add("/v1/policy-changes/immediate", author, atOnce("GL", version + 1));
        add("/v1/policy-changes/" + unratified + "/ratification", approver, seen, Map.of("comment", "seen"));
    }

    private static Map<String, Object> atOnce(String region, long version) {
        return Map.of(
                "region", region, "state", "no_new", "reason", "st dry run", "basis", "house", "baseVersion", version);
    }

    private static long version(Ledger ledger, String author) {
        return ledger.api()
                .get(author, "/v1/regions")
                .expect(200)
                .json()
                .path("version")
                .longValue();
    }

    /** Last month, closed once: it is reopened, closed again and asked for again. */
    private void periods(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        String period = "/v1/periods/"
                + YearMonth.from(ledger.now().atOffset(ZoneOffset.UTC)).minusMonths(1);
        ledger.api().post(finance, period + "/closing", Map.of()).expect(200);
        unallocated(ledger, finance, YearMonth.parse(period.substring(period.lastIndexOf('/') + 1)));
        ledger.api()
                .post(finance, period + "/close", MonthEnd.body(ledger, finance, period))
                .expect(202);
        closed(ledger, period);
        String wish = ledger.api()
                .post(finance, period + "/reopenings", Map.of("reason", "st dry run"))
                .expect(201)
                .member("id");
        add(period + "/reopenings/" + wish + "/approval", ledger.staff(FINANCE, "officer-finance-second"), Map.of());
        add(period + "/closing", finance, Map.of());
        add(period + "/overrides", ledger.staff(FINANCE, MonthEnd.THIRD), Map.of("reason", "st dry run"));
        add(period + "/close", finance, Map.of());
        add(period + "/reopenings", finance, Map.of("reason", "st dry run again"));
    }

    /** Coins of the month that nobody claims, so that its checklist has something open. */
    private static void unallocated(Ledger ledger, String finance, YearMonth month) {
        Map<String, Object> entry = Map.of(
                "effectiveAt",
                month.atEndOfMonth().atStartOfDay(ZoneOffset.UTC).toInstant().toString(),
                "ifPeriodClosed",
                "adjust",
                "postings",
                List.of(
                        Entries.posting("1010.DOT.house", "debit", "1"),
                        Entries.posting("2900.DOT.house", "credit", "1")));
        ledger.api().post(finance, "/v1/entries", entry).expect(201);
    }

    private static void closed(Ledger ledger, String period) {
        Pause.until(
                "the close of " + period,
                Duration.ofSeconds(60),
                () -> ledger.api()
                        .get(ledger.staff(FINANCE), period)
                        .expect(200)
                        .member("state"),
                "closed"::equals);
    }

    /** It is made in the background; what it leaves must not count for the next dry run. */
    private static void ended(Ledger ledger, String export) {
        Pause.until(
                "the end of export " + export,
                Duration.ofSeconds(60),
                () -> ledger.api()
                        .get(ledger.staff(FINANCE), "/v1/exports/" + export)
                        .expect(200)
                        .member("state"),
                "completed"::equals);
    }

    private void byHand(Ledger ledger, Customer anna) {
        String finance = ledger.staff(FINANCE);
        Map<String, Object> entry = Map.of("postings", Entries.paidIn("2"));
        Map<String, Object> reserving = Map.of("reserve", Map.of(), "postings", Entries.paidIn("1"));
        add("/v1/entries", finance, entry);
        String posted =
                ledger.api().post(finance, "/v1/entries", entry).expect(201).member("id");
        add("/v1/entries/" + posted + "/reversals", finance, Map.of("memo", "st dry run"));
        add("/v1/entry-batches", finance, Map.of("mode", "each", "entries", List.of(entry, reserving)));
        for (String step : List.of("settlements", "void")) {
            String reserved = ledger.api()
                    .post(finance, "/v1/entries", reserving)
                    .expect(201)
                    .member("id");
            add("/v1/reservations/" + reserved + "/" + step, finance, Map.of());
        }
        add(
                "/v1/accounts/2010.ETH." + anna.id() + "/limits",
                finance,
                Map.of("maxPosted", "1000", "reason", "st dry run"));
    }
}
