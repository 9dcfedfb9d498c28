package io.stakebook.system.policy;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a customer's requests say about where he is reaches the decision, and only his own do. */
@Order(3)
@ExtendWith(WithLedger.class)
class EvidenceST {

    private static final String PRODUCT = "st-evidence";
    private static final Map<String, String> FROM_MAINLAND = Map.of("X-Forwarded-For", "114.114.114.114");
    private static final ZoneId CALENDAR = ZoneId.of("Asia/Shanghai");

    @Test
    void customer_seenInTheMainlandOnThirtyDays_isReviewed_andMayLeave(Ledger ledger) {
        Customer anna = funded(ledger, Home.DE);
        String position = subscribe(ledger, anna, anna.from()).expect(201).member("id");
        assertThat(newestDecision(ledger, anna)).contains("cn_ip_days_90=0\n", "cn_ip_last_24h=no\n");
        seed(ledger, anna, 29);
        subscribe(ledger, anna, anna.from()).expect(201);
        assertThat(newestDecision(ledger, anna)).contains("cn_ip_days_90=29\n");

        visit(ledger, anna);
        visit(ledger, anna);
        Answer refused = subscribe(ledger, anna, anna.from());

        isAReview(refused, "CN_IP_HISTORY");
        assertThat(refused.json().path("citations").get(0).asText()).isEqualTo("N42 clause 18 (house)");
        for (String reader : List.of(ledger.staff(COMPLIANCE_AUTHOR), ledger.staff(AUDITOR))) {
            Answer kept = ledger.api()
                    .get(reader, "/v1/decisions/" + refused.member("decisionId"))
                    .expect(200);
            assertThat(kept.member("facts"))
                    .contains("ip_country=DE\n", "cn_ip_days_90=30\n", "cn_ip_last_24h=yes\n")
                    .doesNotContain("114.114", anna.address());
            assertThat(kept.member("outcome")).isEqualTo("review");
        }
        JsonNode own = ledger.api()
                .get(anna.token(), "/v1/decisions/" + refused.member("decisionId"))
                .expect(200)
                .json();
        assertThat(own.path("reason").asText()).isEqualTo("CN_IP_HISTORY");
        assertThat(own.has("facts") || own.has("matchedRules"))
                .as("what the customer is told of it: %s", own)
                .isFalse();
        ledger.leave(anna, position, "ETH", "1");
    }

    @Test
    void customer_seenInTheMainlandAndThenNowhere_isReviewed(Ledger ledger) {
        Customer boris = funded(ledger, Home.DE);
        subscribe(ledger, boris, Map.of()).expect(201);

        visit(ledger, boris);

        isAReview(subscribe(ledger, boris, Map.of()), "CN_THEN_HIDDEN");
        subscribe(ledger, boris, boris.from()).expect(201);
    }

    @Test
    void staffInTheMainland_leavesNoTrace_neitherOfTheCustomerNorOfItself(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        long before = ledger.database().number("select count(*) from mainland_day");

        ledger.api()
                .post(ledger.staff(OPERATOR), "/v1/deposits", ledger.deposit(anna, "ETH", "1"), FROM_MAINLAND)
                .expect(201);
        Map<String, String> asked = Api.headers(ledger.staff(OPERATOR));
        asked.putAll(FROM_MAINLAND);
        ledger.api().send("GET", "/v1/customers/" + anna.id(), asked, null).expect(200);

        assertThat(ledger.database().number("select count(*) from mainland_day"))
                .isEqualTo(before);
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        subscribe(ledger, anna, anna.from()).expect(201);
        assertThat(newestDecision(ledger, anna)).contains("cn_ip_days_90=0\n", "cn_ip_last_24h=no\n");
    }

    @Test
    void device_isBelievedAsWeakSigns_andNamedInTheDecision(Ledger ledger) {
        Customer anna = funded(ledger, Home.DE);
        Map<String, String> device = new TreeMap<>(anna.from());
        device.put("Stakebook-Device-Time-Zone", "Asia/Shanghai");
        device.put("Stakebook-Device-Language", "zh-Hans-CN");
        subscribe(ledger, anna, device).expect(201);
        assertThat(newestDecision(ledger, anna)).contains("device_tz=Asia/Shanghai\n", "device_lang=zh-CN\n");

        device.put("Stakebook-Sim-Issuer", "CN");

        isAReview(subscribe(ledger, anna, device), "CN_WEAK_ACCUMULATED");
    }

    @Test
    void headerOfADevice_thatBreaksItsRule_isRefused_andTheKeyStaysFree(Ledger ledger) {
        Customer anna = funded(ledger, Home.DE);
        Map<String, String> headers = new TreeMap<>(anna.from());
        headers.put("Idempotency-Key", Api.freshKey());
        headers.put("Stakebook-Sim-Issuer", "China");

        Answer refused = subscribe(ledger, anna, headers).expect(400);

        assertThat(refused.code()).isEqualTo("REQUEST_MALFORMED");
        assertThat(refused.member("header")).isEqualTo("Stakebook-Sim-Issuer");
        assertThat(refused.member("rule")).isEqualTo("must be two letters of ISO 3166, or XX when not known");
        assertThat(refused.member("value")).isEqualTo("China");
        headers.put("Stakebook-Sim-Issuer", "SG");
        assertThat(subscribe(ledger, anna, headers).expect(201).replayed()).isFalse();
    }

    @Test
    void headerOfADevice_thatCannotBeRead_closesNoExit(Ledger ledger) {
        Customer anna = funded(ledger, Home.DE);
        String position = subscribe(ledger, anna, anna.from()).expect(201).member("id");
        Map<String, String> device = new TreeMap<>(anna.from());
        device.put("Stakebook-Device-Time-Zone", "Mars/Olympus");
        device.put("Stakebook-Device-Language", "en-SG, zh-CN");
        device.put("Stakebook-Sim-Issuer", "China");
        subscribe(ledger, anna, device).expect(400);

        ledger.api()
                .post(
                        anna.token(),
                        "/v1/positions/" + position + "/redemptions",
                        Map.of("all", true, "destination", "spot"),
                        device)
                .expect(201);
        ledger.api()
                .post(
                        anna.token(),
                        "/v1/withdrawals",
                        Map.of("asset", "ETH", "amount", "1", "source", "spot", "address", "0xaway"),
                        device)
                .expect(201);
        Map<String, String> reading = Api.headers(anna.token());
        reading.putAll(device);
        ledger.api().send("GET", "/v1/balances", reading, null).expect(200);

        for (String exit : List.of("REDEEM", "WITHDRAW_CRYPTO")) {
            assertThat(newestDecision(ledger, anna, exit))
                    .contains("ip_country=DE\n")
                    .doesNotContain("device_tz", "device_lang", "sim_issuer");
        }
    }

    @Test
    void headerOfADevice_thatIsSentTwice_isRefused(Ledger ledger) throws Exception {
        Customer anna = funded(ledger, Home.DE);
        HttpRequest twice = HttpRequest.newBuilder(ledger.address().resolve("/v1/subscriptions"))
                .header("Authorization", "Bearer " + anna.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", Api.freshKey())
                .header("Stakebook-Device-Language", "en-SG")
                .header("Stakebook-Device-Language", "zh-CN")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Api.bytes(Ledger.subscription(PRODUCT, "ETH", "0.1"))))
                .build();

        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> answer = client.send(twice, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("REQUEST_MALFORMED", "Stakebook-Device-Language must be one value, sent once");
    }

    @Test
    void retry_fromAnotherNetworkAndDevice_getsTheFirstAnswer(Ledger ledger) {
        Customer anna = funded(ledger, Home.DE);
        String key = Api.freshKey();
        Map<String, String> headers = new TreeMap<>(anna.from());
        headers.put("Idempotency-Key", key);
        Answer first = subscribe(ledger, anna, headers).expect(201);

        Map<String, String> elsewhere = new TreeMap<>(FROM_MAINLAND);
        elsewhere.put("Idempotency-Key", key);
        elsewhere.put("Stakebook-Device-Time-Zone", "Asia/Shanghai");
        Answer again = subscribe(ledger, anna, elsewhere).expect(201);

        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
    }

    private static Customer funded(Ledger ledger, Home home) {
        ledger.flexible(PRODUCT, "ETH", Map.of("minimum", "0.01"));
        Customer customer = ledger.open(home);
        ledger.fund(customer, "ETH", "10");
        return customer;
    }

    private static Answer subscribe(Ledger ledger, Customer customer, Map<String, String> headers) {
        return ledger.api()
                .post(customer.token(), "/v1/subscriptions", Ledger.subscription(PRODUCT, "ETH", "0.1"), headers);
    }

    /** Looks at his balances, from the mainland. */
    private static void visit(Ledger ledger, Customer customer) {
        Map<String, String> headers = Api.headers(customer.token());
        headers.putAll(FROM_MAINLAND);
        ledger.api().send("GET", "/v1/balances", headers, null).expect(200);
    }

    /** As if the customer had been seen on that many days before today. */
    private static void seed(Ledger ledger, Customer customer, int days) {
        LocalDate today = LocalDate.ofInstant(ledger.now(), CALENDAR);
        List<List<String>> seeded = new ArrayList<>();
        for (int ago = 1; ago <= days; ago++) {
            LocalDate day = today.minusDays(ago);
            seeded.addAll(ledger.database()
                    .query(
                            "insert into mainland_day values (?, ?, ?) returning day",
                            uuid(customer),
                            day,
                            day.atStartOfDay(CALENDAR).toOffsetDateTime()));
        }
        assertThat(seeded).hasSize(days);
    }

    private static UUID uuid(Customer customer) {
        return UUID.fromString(customer.id()
                .substring("cust_".length())
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static String newestDecision(Ledger ledger, Customer customer) {
        return newestDecision(ledger, customer, "SUBSCRIBE");
    }

    private static String newestDecision(Ledger ledger, Customer customer, String activity) {
        List<JsonNode> newestFirst = ledger.api()
                .get(
                        ledger.staff(COMPLIANCE_AUTHOR),
                        "/v1/decisions?limit=1&activity=" + activity + "&customerId=" + customer.id())
                .expect(200)
                .data();
        return newestFirst.get(0).path("facts").asText();
    }

    private static void isAReview(Answer refused, String reason) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("POLICY_REVIEW");
        assertThat(refused.member("reasonCode")).isEqualTo(reason);
        assertThat(refused.member("outcome")).isEqualTo("review");
    }
}
