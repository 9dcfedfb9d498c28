package io.stakebook.system.journal;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What finance writes by hand, over HTTP: entries, reservations, reversals, limits and batches. */
@Order(5)
@ExtendWith(WithLedger.class)
class GeneralJournalST {

    private static final int MANY = 1_000;

    @Test
    void entry_movesItsAccounts_andAnswersWhatAReadOfThemShows(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);

        Answer posted = post(ledger, Map.of("memo", "sorry", "postings", Entries.compensated(anna.id(), "3")));

        assertThat(posted.header("Location")).isEqualTo("/v1/entries/" + posted.member("id"));
        JsonNode line = posted.json().path("postings").get(1);
        JsonNode account = account(ledger, anna, "ETH");
        assertThat(line.path("accountSequence").asLong())
                .isEqualTo(account.path("version").asLong())
                .isEqualTo(1);
        assertThat(line.path("balanceAfter").asText())
                .isEqualTo(account.path("posted").asText())
                .isEqualTo("3.000000000000000000");
        assertThat(line.path("availableAfter").asText())
                .isEqualTo(account.path("available").asText());
        Answer read = ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/entries/" + posted.member("id"))
                .expect(200);
        assertThat(read.json()).isEqualTo(posted.json());
    }

    @Test
    void entry_saysWhoPostedIt_toStaffOnly(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String id = ledger.api()
                .post(
                        ledger.staff(FINANCE, "ada@finance"),
                        "/v1/entries",
                        Map.of("postings", Entries.compensated(anna.id(), "3")))
                .expect(201)
                .member("id");

        assertThat(ledger.api()
                        .get(ledger.staff(AUDITOR), "/v1/entries/" + id)
                        .expect(200)
                        .member("postedBy"))
                .isEqualTo("ada@finance");
        assertThat(ledger.api()
                        .get(anna.token(), "/v1/entries/" + id)
                        .expect(200)
                        .json()
                        .has("postedBy"))
                .isFalse();
    }

    @Test
    void list_beginsAndEndsWhereTheEntriesWereRecorded(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        List<String> ids = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JsonNode posted = post(ledger, Map.of("postings", Entries.compensated(anna.id(), "1")))
                    .json();
            ids.add(posted.path("id").asText());
            times.add(posted.path("recordedAt").asText());
        }

        String list = "/v1/entries?customerId=" + anna.id();
        String between = list + "&recordedFrom=" + times.get(1) + "&recordedTo=" + times.get(3);
        String day = times.get(0).substring(0, 10);

        assertThat(ledger.pages(ledger.staff(AUDITOR), between))
                .extracting(entry -> entry.path("id").asText())
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(ledger.pages(ledger.staff(AUDITOR), list + "&businessDateTo=1999-12-31"))
                .isEmpty();
        assertThat(ledger.pages(ledger.staff(AUDITOR), list + "&businessDateFrom=" + day))
                .hasSize(4);
    }

    @Test
    void sameKeyAgain_givesTheSameBytes_andAnotherBodyIsRefused(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Map<String, String> key = Map.of("Idempotency-Key", Api.freshKey());
        Map<String, Object> entry = Map.of("postings", Entries.compensated(anna.id(), "1"));
        Answer first =
                ledger.api().post(finance(ledger), "/v1/entries", entry, key).expect(201);

        Answer again =
                ledger.api().post(finance(ledger), "/v1/entries", entry, key).expect(201);
        Answer other = ledger.api()
                .post(finance(ledger), "/v1/entries", Map.of("postings", Entries.compensated(anna.id(), "2")), key);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.replayed()).isTrue();
        assertThat(other.status() + " " + other.code()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(account(ledger, anna, "ETH").path("posted").asText()).isEqualTo("1.000000000000000000");
    }

    @Test
    void reservation_isSettledInParts_andTheLastGivesTheRestBack(Ledger ledger) {
        Customer anna = funded(ledger, "10");
        String id = reserve(ledger, anna, "4");
        assertThat(balances(ledger, anna)).isEqualTo("10 6 6");

        Answer part = settle(ledger, id, Map.of("postings", outOf(anna, "1")));
        assertThat(part.json().path("reservation").path("state").asText()).isEqualTo("open");
        assertThat(balances(ledger, anna)).isEqualTo("9 6 6");

        Answer last = settle(ledger, id, Map.of("postings", outOf(anna, "2"), "final", true));
        assertThat(last.json().path("reservation").path("state").asText()).isEqualTo("settled");
        assertThat(last.json().path("entries")).hasSize(2);
        assertThat(balances(ledger, anna)).isEqualTo("7 7 7");

        Answer over = ledger.api().post(finance(ledger), "/v1/reservations/" + id + "/void", Map.of());
        assertThat(over.status() + " " + over.code()).isEqualTo("409 RESERVATION_RESOLVED");
        Answer seen = ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/reservations/" + id)
                .expect(200);
        assertThat(seen.json()).isEqualTo(last.json().path("reservation"));
        ledger.api().get(ledger.open(Home.DE).token(), "/v1/reservations/" + id).expect(404);
    }

    @Test
    void voidedReservation_givesEverythingBack_andIsListedSo(Ledger ledger) {
        Customer anna = funded(ledger, "5");
        String id = reserve(ledger, anna, "5");
        assertThat(balances(ledger, anna)).isEqualTo("5 0 0");

        ledger.api()
                .post(finance(ledger), "/v1/reservations/" + id + "/void", Map.of("memo", "off"))
                .expect(201);

        assertThat(balances(ledger, anna)).isEqualTo("5 5 5");
        assertThat(listed(ledger, anna.token(), "?state=voided")).containsExactly(id);
        assertThat(listed(ledger, finance(ledger), "?state=open&customerId=" + anna.id()))
                .isEmpty();
        assertThat(listed(ledger, ledger.staff(AUDITOR), "?account=2010.ETH." + anna.id()))
                .containsExactly(id);
    }

    @Test
    void entry_isReversedOnce(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String id = post(ledger, Map.of("postings", Entries.compensated(anna.id(), "2")))
                .member("id");

        Answer reversal = ledger.api()
                .post(finance(ledger), "/v1/entries/" + id + "/reversals", Map.of("memo", "twice"))
                .expect(201);
        Answer again = ledger.api().post(finance(ledger), "/v1/entries/" + id + "/reversals", Map.of());

        assertThat(reversal.member("reverses")).isEqualTo(id);
        assertThat(again.status() + " " + again.code()).isEqualTo("409 ENTRY_REVERSED");
        assertThat(balances(ledger, anna)).isEqualTo("0 0 0");
    }

    /** A UUID of version 7 (RFC 9562) as an entry's id. */
    private static String timeOrdered() {
        UUID random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
        return "entry_"
                + new UUID(high, random.getLeastSignificantBits()).toString().replace("-", "");
    }

    /** Both may have looked for the id before either was committed. */
    @Test
    void twoEntriesUnderOneNewId_oneIsPosted_theOthersRefusalIsKept_andHarmsNoNeighbour(Ledger ledger)
            throws Exception {
        String token = finance(ledger);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                String id = timeOrdered();
                Map<String, Object> entry = Map.of("entryId", id, "postings", Entries.paidIn("1"));
                Map<String, Object> neighbour = Map.of("postings", Entries.paidIn("2"));
                Map<String, Object> batch = Map.of("mode", "each", "entries", List.of(entry, neighbour));
                Map<String, String> key = Map.of("Idempotency-Key", Api.freshKey());
                Future<Answer> single = callers.submit(() -> ledger.api().post(token, "/v1/entries", entry, key));
                Future<Answer> many = callers.submit(() -> ledger.api().post(token, "/v1/entry-batches", batch));

                Answer one = single.get();
                JsonNode results = many.get().expect(200, 201).json().path("results");
                assertThat(results.get(1).has("refusal")).as(results.toString()).isFalse();
                boolean lost = results.get(0).has("refusal");
                assertThat(one.status() + " " + one.code()).isEqualTo(lost ? "201 " : "409 ALREADY_EXISTS");
                assertThat(results.get(0).path("refusal").path("code").asText("ALREADY_EXISTS"))
                        .isEqualTo("ALREADY_EXISTS");
                Answer again = ledger.api().post(token, "/v1/entries", entry, key);
                assertThat(again.body()).isEqualTo(one.body());
                assertThat(again.replayed()).isTrue();
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void limits_bindFromTheirCommit_reservationsCounted_andKeepTheirHistory(Ledger ledger) {
        Customer anna = funded(ledger, "5");
        String limits = "/v1/accounts/2010.ETH." + anna.id() + "/limits";
        Map<String, Object> first = Map.of("maxPosted", "8", "minAvailable", "1", "reason", "pilot");
        Answer set = ledger.api().post(finance(ledger), limits, first).expect(201);
        assertThat(set.json().path("limits").path("version").asInt()).isEqualTo(1);
        Map<String, Object> incoming = Map.of("reserve", Map.of(), "postings", Entries.compensated(anna.id(), "3"));
        post(ledger, incoming);

        Answer tooMuch = ledger.api()
                .post(finance(ledger), "/v1/entries", Map.of("postings", Entries.compensated(anna.id(), "0.1")));
        Answer tooLittle = ledger.api().post(finance(ledger), "/v1/entries", Map.of("postings", outOf(anna, "4.5")));
        Answer stale = ledger.api().post(finance(ledger), limits, Map.of("reason", "none", "expectedVersion", 0));
        ledger.api().post(finance(ledger), limits, Map.of("reason", "over")).expect(201);

        assertThat(tooMuch.code()).isEqualTo("BALANCE_LIMIT_EXCEEDED");
        assertThat(tooLittle.code()).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(stale.status() + " " + stale.code()).isEqualTo("409 VERSION_MISMATCH");
        List<JsonNode> history =
                ledger.api().get(ledger.staff(AUDITOR), limits).expect(200).data();
        assertThat(history).hasSize(2);
        assertThat(history.get(0).path("version").asInt()).isEqualTo(2);
        assertThat(history.get(0).has("maxPosted")).isFalse();
        assertThat(history.get(1).path("reason").asText()).isEqualTo("pilot");
        assertThat(history.get(1).path("setBy").asText()).isEqualTo("officer-finance");
    }

    @Test
    void batchOfEach_decidesEveryItem_andAnAtomicOneAllOrNothing(Ledger ledger) {
        Customer anna = funded(ledger, "1");
        Map<String, Object> good = Map.of("postings", Entries.compensated(anna.id(), "1"));
        Map<String, Object> poor = Map.of("postings", outOf(anna, "50"));
        String mine = "entry_0192d0a1b2c37def8123456789abcdef";
        Map<String, Object> unreadable = Map.of("entryId", mine, "postings", Entries.compensated(anna.id(), "x"));
        List<Object> items = List.of(good, poor, unreadable, good);

        Answer each = batch(ledger, Map.of("mode", "each", "entries", items)).expect(200);
        Answer atomic = batch(ledger, Map.of("entries", List.of(good, poor, good)));
        Answer faulty = batch(ledger, Map.of("entries", items));

        assertThat(each.json().path("posted").asInt()).isEqualTo(2);
        List<String> codes = new ArrayList<>();
        each.json()
                .path("results")
                .forEach(one -> codes.add(one.path("refusal").path("code").asText("")));
        assertThat(codes).containsExactly("", "INSUFFICIENT_BALANCE", "AMOUNT_MALFORMED", "");
        assertThat(each.json().at("/results/2/refusal/errors/0/pointer").asText())
                .isEqualTo("/entries/2/postings/0/amount");
        assertThat(each.json().at("/results/2/index").asInt()).isEqualTo(2);
        assertThat(each.json().at("/results/2/entryId").asText()).isEqualTo(mine);
        assertThat(atomic.status() + " " + atomic.code()).isEqualTo("422 BATCH_ITEM_REFUSED");
        assertThat(atomic.member("index")).isEqualTo("1");
        assertThat(atomic.member("itemCode")).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(faulty.status() + " " + faulty.code()).isEqualTo("400 AMOUNT_MALFORMED");
        assertThat(balances(ledger, anna)).isEqualTo("3 3 3");
    }

    @Test
    void linesOfEntries_areABatch_replayedByTheirBytes(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String line = new String(
                Api.bytes(Map.of("postings", Entries.compensated(anna.id(), "0.001"))), StandardCharsets.UTF_8);
        byte[] lines = (line + "\n").repeat(MANY).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(Api.headers(finance(ledger)));
        headers.put("Content-Type", "application/x-ndjson");
        headers.put("Idempotency-Key", Api.freshKey());

        Answer first = ledger.api()
                .send("POST", "/v1/entry-batches?mode=atomic", headers, lines)
                .expect(201);
        Answer again = ledger.api()
                .send("POST", "/v1/entry-batches?mode=atomic", headers, lines)
                .expect(201);

        assertThat(first.json().path("posted").asInt()).isEqualTo(MANY);
        assertThat(first.json().path("results")).hasSize(MANY);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.replayed()).isTrue();
        JsonNode account = account(ledger, anna, "ETH");
        assertThat(account.path("posted").asText()).isEqualTo("1.000000000000000000");
        assertThat(account.path("version").asInt()).isEqualTo(MANY);
    }

    @Test
    void modeOfABatch_isTakenFromBodyOrQuery_andRefusedWhenTheyDiffer(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        List<Object> items =
                List.of(Map.of("postings", Entries.compensated(anna.id(), "1")), Map.of("postings", outOf(anna, "50")));
        Map<String, Object> plain = Map.of("entries", items);
        Map<String, Object> each = Map.of("mode", "each", "entries", items);

        Answer inQuery = ledger.api().post(finance(ledger), "/v1/entry-batches?mode=each", plain);
        Answer inBoth = ledger.api().post(finance(ledger), "/v1/entry-batches?mode=each", each);
        Answer atomic = ledger.api().post(finance(ledger), "/v1/entry-batches?mode=atomic", plain);
        Answer differing = ledger.api().post(finance(ledger), "/v1/entry-batches?mode=atomic", each);

        assertThat(inQuery.expect(200).json().path("posted").asInt()).isEqualTo(1);
        assertThat(inBoth.expect(200).json().path("posted").asInt()).isEqualTo(1);
        assertThat(atomic.status() + " " + atomic.code()).isEqualTo("422 BATCH_ITEM_REFUSED");
        assertThat(differing.status() + " " + differing.code()).isEqualTo("400 FIELD_INVALID");
        assertThat(differing.json().at("/errors/0/pointer").asText()).isEqualTo("/mode");
    }

    @Test
    void accountThatHasLimitsOnly_isListedNowAndAsKnownSince(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String account = "2010.ETH." + anna.id();
        ledger.api()
                .post(
                        finance(ledger),
                        "/v1/accounts/" + account + "/limits",
                        Map.of("maxPosted", "8", "reason", "pilot"))
                .expect(201);
        String now = ledger.api()
                .get(ledger.staff(AUDITOR), "/v1/accounts/" + account + "/limits")
                .expect(200)
                .data()
                .get(0)
                .path("recordedAt")
                .asText();

        JsonNode point = ledger.api()
                .get(anna.token(), "/v1/accounts/" + account + "?knownAt=" + now)
                .expect(200)
                .json();
        List<JsonNode> known = ledger.api()
                .get(anna.token(), "/v1/balances?knownAt=" + now)
                .expect(200)
                .data();
        List<JsonNode> today =
                ledger.api().get(anna.token(), "/v1/balances").expect(200).data();

        assertThat(known).hasSize(1);
        assertThat(known.get(0).path("limits")).isEqualTo(point.path("limits"));
        assertThat(known).isEqualTo(today);
        assertThat(ledger.api()
                        .get(anna.token(), "/v1/balances?knownAt=2020-01-01T00:00:00Z")
                        .expect(200)
                        .data())
                .isEmpty();
    }

    @Test
    void memberThatIsTwiceInAnItem_refusesThatItem_andInAnAtomicBatchAllOfThem(Ledger ledger) {
        String good = new String(Api.bytes(Map.of("postings", Entries.paidIn("1"))), StandardCharsets.UTF_8);
        String twice = good.substring(0, good.length() - 1) + ",\"memo\":\"a\",\"memo\":\"b\"}";
        Map<String, String> headers = Api.headers(finance(ledger));
        headers.put("Content-Type", "application/json");

        for (String mode : new String[] {"each", "atomic"}) {
            headers.put("Idempotency-Key", Api.freshKey());
            byte[] body = "{\"entries\":[%s,%s]}".formatted(good, twice).getBytes(StandardCharsets.UTF_8);
            Answer answer = ledger.api().send("POST", "/v1/entry-batches?mode=" + mode, headers, body);

            boolean each = mode.equals("each");
            assertThat(answer.status()).as(answer.text()).isEqualTo(each ? 200 : 400);
            assertThat(answer.json()
                            .at((each ? "/results/1/refusal" : "") + "/errors/0/pointer")
                            .asText())
                    .isEqualTo("/entries/1/memo");
        }
    }

    private static Answer post(Ledger ledger, Map<String, Object> entry) {
        return ledger.api().post(finance(ledger), "/v1/entries", entry).expect(201);
    }

    private static Answer batch(Ledger ledger, Map<String, Object> batch) {
        return ledger.api().post(finance(ledger), "/v1/entry-batches", batch);
    }

    private static Customer funded(Ledger ledger, String amount) {
        Customer customer = ledger.open(Home.DE);
        post(ledger, Map.of("postings", Entries.compensated(customer.id(), amount)));
        return customer;
    }

    private static List<Map<String, Object>> outOf(Customer customer, String amount) {
        return List.of(
                Entries.posting("2010.ETH." + customer.id(), "debit", amount),
                Entries.posting("5070.ETH.house", "credit", amount));
    }

    private static String reserve(Ledger ledger, Customer customer, String amount) {
        Map<String, Object> entry = Map.of("reserve", Map.of(), "postings", outOf(customer, amount));
        return post(ledger, entry).member("id");
    }

    private static Answer settle(Ledger ledger, String reservation, Map<String, Object> settlement) {
        return ledger.api()
                .post(finance(ledger), "/v1/reservations/" + reservation + "/settlements", settlement)
                .expect(201);
    }

    private static List<String> listed(Ledger ledger, String token, String query) {
        return ledger.api().get(token, "/v1/reservations" + query).expect(200).data().stream()
                .map(one -> one.path("id").asText())
                .toList();
    }

    private static JsonNode account(Ledger ledger, Customer customer, String asset) {
        return ledger.api()
                .get(customer.token(), "/v1/accounts/2010." + asset + "." + customer.id())
                .expect(200)
                .json();
    }

    /** posted, pending and available of the ether wallet. */
    private static String balances(Ledger ledger, Customer customer) {
        JsonNode account = account(ledger, customer, "ETH");
        StringBuilder text = new StringBuilder();
        for (String name : List.of("posted", "pending", "available")) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(new java.math.BigDecimal(account.path(name).asText())
                            .stripTrailingZeros()
                            .toPlainString());
        }
        return text.toString();
    }

    private static String finance(Ledger ledger) {
        return ledger.staff(FINANCE);
    }
}
