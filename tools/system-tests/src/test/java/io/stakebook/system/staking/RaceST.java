package io.stakebook.system.staking;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.system.Answer;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.WithLedger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sixteen clients race on the same accounts while PostgreSQL's backends die under them. */
@Order(4)
@ExtendWith(WithLedger.class)
class RaceST {

    private static final int CLIENTS = 16;
    private static final int CUSTOMERS = 4;
    private static final Duration RACE = Duration.ofSeconds(15);
    private static final String PRODUCT = "st-race";
    private static final String ASSET = "ETH";

    @Test
    void everyAcknowledgedWrite_isThereExactlyOnce_andNothingElse(Ledger ledger) throws Exception {
        ledger.flexible(PRODUCT, ASSET, Map.of("minimum", "0.01"));
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = ledger.open(Home.DE);
            ledger.fund(customer, ASSET, "50");
            customers.add(customer);
        }
        List<Racer.Told> told = race(ledger, customers);

        assertThat(told.stream().filter(Racer.Told::accepted).count())
                .as("accepted writes")
                .isGreaterThan(100);
        assertThat(told.stream().map(Racer.Told::kind).distinct()).containsExactlyInAnyOrder(Racer.Kind.values());
        keptOutcomesAreWhatWasTold(ledger, told);
        replaysGiveTheSameBytes(ledger, told);
        balancesAreWhatWasTold(ledger, customers, told);
        checkerIsClean(ledger);
        Topic.rebuildsEveryBalance(ledger);
    }

    private static List<Racer.Told> race(Ledger ledger, List<Customer> customers) throws Exception {
        long end = System.nanoTime() + RACE.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            Future<Integer> killer = threads.submit(new Killer(ledger.stack().database(), end));
            List<Future<List<Racer.Told>>> racers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                racers.add(threads.submit(new Racer(ledger, PRODUCT, ASSET, customers, end)));
            }
            List<Racer.Told> told = new ArrayList<>();
            for (Future<List<Racer.Told>> racer : racers) {
                told.addAll(racer.get());
            }
            int killed = killer.get();
            System.out.printf(
                    "[race] %d writes, %d accepted, %d refused, %d asked again, %d backends terminated%n",
                    told.size(),
                    told.stream().filter(Racer.Told::accepted).count(),
                    told.stream().filter(one -> !one.accepted()).count(),
                    told.stream().mapToInt(Racer.Told::retries).sum(),
                    killed);
            assertThat(killed).as("backends terminated").isGreaterThan(10);
            return told;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One kept outcome per key; an accepted one names entries that exist, a refused one none. */
    private static void keptOutcomesAreWhatWasTold(Ledger ledger, List<Racer.Told> told) {
        Map<String, List<String>> kept = new HashMap<>();
        ledger.database()
                .query("select key, kind, status, cardinality(entries), (select count(*) from journal_entry e"
                        + " where e.entry_id = any (i.entries)) from idempotency i where key like 'race-%'")
                .forEach(row -> assertThat(kept.put(row.get(0), row)).isNull());
        Set<String> keys = new HashSet<>();
        for (Racer.Told one : told) {
            keys.add(one.key());
            List<String> row = kept.getOrDefault(one.key(), List.of());
            assertThat(row).as("outcome of %s", one).isNotEmpty();
            assertThat(row.get(1)).as("kind of outcome of %s", one).isEqualTo(one.accepted() ? "A" : "J");
            assertThat(row.get(2)).as("status kept for %s", one).isEqualTo(String.valueOf(one.status()));
            assertThat(row.get(3))
                    .as("entries of %s", one)
                    .isEqualTo(String.valueOf(one.accepted() ? one.kind().entries() : 0));
            assertThat(row.get(4)).as("entries of %s that exist", one).isEqualTo(row.get(3));
        }
        assertThat(kept.keySet()).as("keys kept").isEqualTo(keys);
    }

    private static void replaysGiveTheSameBytes(Ledger ledger, List<Racer.Told> told) {
        for (int i = 0; i < told.size(); i += Math.max(1, told.size() / 100)) {
            Racer.Told one = told.get(i);
            Answer again = one.askAgain(ledger);
            assertThat(again.text()).isEqualTo(one.body());
            assertThat(again.status()).isEqualTo(one.status());
            assertThat(again.replayed()).isTrue();
        }
    }

    private static void balancesAreWhatWasTold(Ledger ledger, List<Customer> customers, List<Racer.Told> told) {
        for (Customer customer : customers) {
            BigDecimal spot = new BigDecimal("50");
            BigDecimal principal = BigDecimal.ZERO;
            for (Racer.Told one : told) {
                if (one.accepted() && one.customer().equals(customer)) {
                    spot = spot.add(one.kind().spot(one.amount()));
                    principal = principal.add(one.kind().principal(one.amount()));
                }
            }
            BigDecimal shown = new BigDecimal(ledger.api()
                    .get(customer.token(), "/v1/accounts/2010." + ASSET + "." + customer.id())
                    .expect(200)
                    .member("balance"));
            assertThat(shown).as("spot of %s", customer.id()).isEqualByComparingTo(spot);
            BigDecimal held = BigDecimal.ZERO;
            for (JsonNode position : ledger.pages(customer.token(), "/v1/positions?productId=" + PRODUCT)) {
                held = held.add(new BigDecimal(position.path("principal").asText()));
            }
            assertThat(held).as("principal of %s", customer.id()).isEqualByComparingTo(principal);
        }
    }

    private static void checkerIsClean(Ledger ledger) {
        Answer report =
                ledger.api().post(ledger.staff(AUDITOR), "/v1/checks", Map.of()).expect(200);
        Map<String, String> findings = new TreeMap<>();
        report.json().path("results").forEach(result -> {
            if (result.path("found").longValue() != 0) {
                findings.put(
                        result.path("check").asText(), result.path("findings").toString());
            }
        });
        assertThat(findings).isEmpty();
        assertThat(report.json().path("clean").booleanValue()).isTrue();
        assertThat(report.json().path("entries").longValue()).isGreaterThan(100);
    }
}
