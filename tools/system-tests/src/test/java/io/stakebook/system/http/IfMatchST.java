package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.COMPLIANCE_APPROVER;
import static io.stakebook.launcher.token.Role.COMPLIANCE_AUTHOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody says in {@code If-Match} is compared, or refused; it is never passed over. */
@Order(7)
@ExtendWith(WithLedger.class)
class IfMatchST {

    @Test
    void reservationThatMovedOn_isNeitherSettledNorVoided(Ledger ledger) {
        String finance = ledger.staff(FINANCE);
        Map<String, Object> reserved = Map.of("reserve", Map.of(), "postings", Entries.paidIn("2"));
        String id =
                ledger.api().post(finance, "/v1/entries", reserved).expect(201).member("id");
        String path = "/v1/reservations/" + id;
        String seen = ledger.api().get(finance, path).expect(200).header("ETag");
        Map<String, Object> half = Map.of(
                "postings",
                List.of(
                        Entries.posting("1210.ETH.house", "debit", "1"),
                        Entries.posting("3020.ETH.house", "credit", "1")));
        Map<String, String> first = Map.of("If-Match", seen, "Idempotency-Key", Api.freshKey());
        Answer settled =
                ledger.api().post(finance, path + "/settlements", half, first).expect(201);

        Answer late = ledger.api().post(finance, path + "/void", Map.of(), Map.of("If-Match", seen));
        assertThat(late.expect(412).code()).isEqualTo("PRECONDITION_FAILED");
        assertThat(late.member("detail")).contains(id, "version 2", seen);
        ledger.api()
                .post(finance, path + "/settlements", half, Map.of("If-Match", "W/\"2\""))
                .expect(412);

        Answer again =
                ledger.api().post(finance, path + "/settlements", half, first).expect(201);
        assertThat(again.text()).isEqualTo(settled.text());
        assertThat(again.replayed()).isTrue();
        ledger.api()
                .post(finance, path + "/void", Map.of(), Map.of("If-Match", "*"))
                .expect(201);
    }

    @Test
    void factsOfACustomerWhoMovedOn_areNotReplaced(Ledger ledger) {
        Customer customer = ledger.open(Home.DE);
        String path = "/v1/customers/" + customer.id();
        String seen = ledger.api().get(ledger.staff(OPERATOR), path).expect(200).header("ETag");
        Map<String, Object> facts = Map.of("facts", Ledger.facts(Home.BR), "reason", "moved");
        Map<String, String> ifSeen = Map.of("If-Match", seen);

        ledger.api()
                .post(ledger.staff(OPERATOR), path + "/facts", facts, ifSeen)
                .expect(200);

        ledger.api()
                .post(
                        ledger.staff(OPERATOR),
                        path + "/facts",
                        Map.of("facts", Ledger.facts(Home.SG), "reason", "moved again"),
                        ifSeen)
                .expect(412);
    }

    @Test
    void proposalOnRegionStatesThatMovedOn_isToldSo(Ledger ledger) {
        String author = ledger.staff(COMPLIANCE_AUTHOR);
        Answer regions = ledger.api().get(author, "/v1/regions").expect(200);
        Map<String, Object> change = Map.of(
                "region", "AD",
                "state", "no_new",
                "reason", "a test of conditions",
                "basis", "house rule",
                "baseVersion", regions.json().path("version").longValue());
        for (String path : new String[] {"/v1/policy-changes", "/v1/policy-changes/immediate"}) {
            ledger.api()
                    .post(author, path, change, Map.of("If-Match", "\"4711\""))
                    .expect(412);
        }
        String id = ledger.api()
                .post(author, "/v1/policy-changes", change, Map.of("If-Match", regions.header("ETag")))
                .expect(201)
                .member("id");

        ledger.api()
                .post(
                        ledger.staff(COMPLIANCE_APPROVER),
                        "/v1/policy-changes/" + id + "/rejection",
                        Map.of("comment", "it was a test"),
                        Map.of("If-Match", "*"))
                .expect(200);
    }

    @Test
    void whatIsNoETag_andAConditionNobodyCompares_areRefused(Ledger ledger) {
        Customer customer = ledger.open(Home.DE);
        String facts = "/v1/customers/" + customer.id() + "/facts";

        Answer malformed = ledger.api()
                .post(
                        ledger.staff(OPERATOR),
                        facts,
                        Map.of("facts", Ledger.facts(Home.DE), "reason", "stays"),
                        Map.of("If-Match", "1"));
        Answer elsewhere = ledger.api()
                .post(
                        ledger.staff(OPERATOR),
                        "/v1/deposits",
                        ledger.deposit(customer, "ETH", "1"),
                        Map.of("If-Match", "\"1\""));

        for (Answer refused : new Answer[] {malformed, elsewhere}) {
            assertThat(refused.expect(400).code()).isEqualTo("REQUEST_MALFORMED");
            assertThat(refused.member("header")).isEqualTo("If-Match");
        }
    }
}
