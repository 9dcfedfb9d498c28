package io.stakebook.system.access;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a customer is shown of entries in which the house and other customers stand beside him, and whom a role lets see more. */
@Order(6)
@ExtendWith(WithLedger.class)
class OwnViewST {

    private static final List<String> INSIDE =
            List.of("accountSequence", "balanceAfter", "pendingAfter", "availableAfter");

    @Test
    void entryOfACustomer_showsHimHisOwnLineWhole_andOfTheHouseNoBalance(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        String id = post(ledger, Map.of("postings", Entries.compensated(anna.id(), "3")));

        List<JsonNode> both = new ArrayList<>();
        both.add(read(ledger, anna.token(), "/v1/entries/" + id));
        both.addAll(ledger.api().get(anna.token(), "/v1/entries").expect(200).data());

        assertThat(both).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("owner").asText()).isEqualTo(anna.id());
            assertThat(accounts(entry)).containsExactly("5070.ETH.house", "2010.ETH." + anna.id());
            JsonNode house = entry.path("postings").get(0);
            assertThat(house.path("amount").asText()).isEqualTo("3.000000000000000000");
            assertThat(INSIDE).noneMatch(house::has);
            assertThat(INSIDE).allMatch(entry.path("postings").get(1)::has);
        });
        JsonNode whole = read(ledger, ledger.staff(AUDITOR), "/v1/entries/" + id);
        assertThat(INSIDE).allMatch(whole.path("postings").get(0)::has);
    }

    @Test
    void entryOfTheHouseForSeveralCustomers_isReadByEach_withoutTheOthers(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Customer boris = ledger.open(Home.BR);
        String id = post(
                ledger,
                Map.of(
                        "memo",
                        "for " + anna.id() + " and " + boris.id(),
                        "postings",
                        List.of(
                                Entries.posting("5070.ETH.house", "debit", "3"),
                                Entries.posting("2010.ETH." + anna.id(), "credit", "1"),
                                Entries.posting("2010.ETH." + boris.id(), "credit", "2"))));
        String statement = "/v1/accounts/2010.ETH." + anna.id() + "/postings";
        assertThat(ledger.pages(anna.token(), statement).get(0).path("entryId").asText())
                .isEqualTo(id);

        JsonNode seen = read(ledger, anna.token(), "/v1/entries/" + id);

        assertThat(accounts(seen)).containsExactly("5070.ETH.house", "2010.ETH." + anna.id());
        assertThat(seen.toString()).doesNotContain(boris.id());
        assertThat(accounts(read(ledger, ledger.staff(AUDITOR), "/v1/entries/" + id)))
                .hasSize(3);
        assertThat(ledger.pages(anna.token(), "/v1/entries")).isEmpty();
        Answer stranger = ledger.api().get(ledger.open(Home.DE).token(), "/v1/entries/" + id);
        assertThat(stranger.status() + " " + stranger.code()).isEqualTo("404 ENTRY_UNKNOWN");
    }

    @Test
    void entryBetweenTwoCustomers_tellsTheOneNothingOfTheOther(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Customer boris = ledger.open(Home.BR);
        post(ledger, Map.of("postings", Entries.compensated(anna.id(), "3")));
        String id = post(ledger, Map.of("memo", "from " + anna.id(), "postings", between(anna, boris, "1")));

        JsonNode seenByAnna = read(ledger, anna.token(), "/v1/entries/" + id);
        JsonNode seenByBoris = read(ledger, boris.token(), "/v1/entries/" + id);

        assertThat(accounts(seenByAnna)).containsExactly("2010.ETH." + anna.id());
        assertThat(accounts(seenByBoris)).containsExactly("2010.ETH." + boris.id());
        assertThat(seenByAnna.toString()).doesNotContain(boris.id());
        assertThat(seenByBoris.toString()).doesNotContain(anna.id());
    }

    @Test
    void reservation_isShownByTheSameRule(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Customer boris = ledger.open(Home.BR);
        post(ledger, Map.of("postings", Entries.compensated(anna.id(), "3")));
        String between = post(ledger, Map.of("reserve", Map.of(), "postings", between(anna, boris, "1")));
        String paid = post(ledger, Map.of("reserve", Map.of(), "postings", Entries.compensated(anna.id(), "1")));

        JsonNode seenByBoris = read(ledger, boris.token(), "/v1/reservations/" + between);
        JsonNode seenByAnna = read(ledger, anna.token(), "/v1/reservations/" + paid);

        assertThat(accounts(seenByBoris)).containsExactly("2010.ETH." + boris.id());
        assertThat(seenByBoris.toString()).doesNotContain(anna.id());
        assertThat(ledger.pages(anna.token(), "/v1/reservations").toString()).doesNotContain(boris.id());
        assertThat(seenByAnna.path("postings").get(0).has("remaining")).isFalse();
        assertThat(seenByAnna.path("postings").get(1).path("remaining").asText())
                .isEqualTo("1.000000000000000000");
        Answer stranger = ledger.api().get(ledger.open(Home.DE).token(), "/v1/reservations/" + between);
        assertThat(stranger.status() + " " + stranger.code()).isEqualTo("404 RESERVATION_UNKNOWN");
    }

    @Test
    void officerWhoIsACustomerToo_actsForHimselfAlone_whereTheOfficersRoleIsNotAskedFor(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Customer boris = ledger.open(Home.BR);
        ledger.fund(boris, "ETH", "5");
        String product = ledger.flexible("st-own-view", "ETH", Map.of("minimum", "0.1"));
        String position =
                ledger.subscribe(boris, product, "ETH", "1").expect(201).member("id");
        Map<String, Object> all = Map.of("all", true, "destination", "spot");
        String path = "/v1/positions/" + position;
        String both = token(ledger, anna, AUDITOR);

        Answer redeemed = ledger.api().post(both, path + "/redemptions", all, anna.from());
        Answer quoted = ledger.api().post(both, path + "/redemption-quotes", Map.of("all", true));
        Answer customer = ledger.api().get(token(ledger, anna, FINANCE), "/v1/customers/" + boris.id());

        assertThat(redeemed.status() + " " + redeemed.code()).isEqualTo("404 POSITION_UNKNOWN");
        assertThat(quoted.status() + " " + quoted.code()).isEqualTo("404 POSITION_UNKNOWN");
        assertThat(customer.status() + " " + customer.code()).isEqualTo("404 CUSTOMER_UNKNOWN");
        assertThat(ledger.api().get(both, path).expect(200).member("customerId"))
                .as("an auditor may look")
                .isEqualTo(boris.id());
    }

    private static String token(Ledger ledger, Customer customer, Role besides) {
        return ledger.tokens().mint(customer.id(), Set.of(USER, besides), Duration.ofHours(1));
    }

    private static String post(Ledger ledger, Map<String, Object> entry) {
        return ledger.api()
                .post(ledger.staff(FINANCE), "/v1/entries", entry)
                .expect(201)
                .member("id");
    }

    private static List<Map<String, Object>> between(Customer from, Customer to, String amount) {
        return List.of(
                Entries.posting("2010.ETH." + from.id(), "debit", amount),
                Entries.posting("2010.ETH." + to.id(), "credit", amount));
    }

    private static JsonNode read(Ledger ledger, String token, String path) {
        return ledger.api().get(token, path).expect(200).json();
    }

    private static List<String> accounts(JsonNode entry) {
        List<String> accounts = new ArrayList<>();
        entry.path("postings").forEach(line -> accounts.add(line.path("account").asText()));
        return accounts;
    }
}
