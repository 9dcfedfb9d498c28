package io.stakebook.persistence.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Redeem;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.product.JpaProducts;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A portfolio holds up to hundreds of positions; a change writes the rows that it changes. */
class PortfolioWritesTest {

    private static final AssetCode ETH = new AssetCode("ETH");
    private static final BigInteger PLENTY = new BigInteger("10000000000000000000");
    private static final BigInteger SOME = BigInteger.valueOf(1_000_000_000_000L);
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @ParameterizedTest
    @EnumSource(EngineConfig.Mode.class)
    void changeOfOnePosition_leavesTheRowsOfTheOthersAlone(EngineConfig.Mode mode) {
        try (LiveBook book = new LiveBook(TestDatabase.create(), mode)) {
            CustomerId ann = customerWithCoins(book);
            ProductId product = product(book);
            List<PositionView> held = subscribe(book, ann, product, 5);
            Map<String, String> before = rows(book);
            assertThat(before).hasSize(5);

            PositionView opened = book.subscribe(ann, product, SOME);
            Map<String, String> afterOpening = rows(book);

            assertThat(afterOpening).containsAllEntriesOf(before).hasSize(6);

            book.run(redeem(book, ann, product, held.get(2), BigInteger.TEN));
            Map<String, String> afterRedeeming = rows(book);

            assertThat(changed(afterOpening, afterRedeeming)).containsExactly(id(held.get(2)));

            book.accrue(product, DAY);

            assertThat(changed(afterRedeeming, rows(book)))
                    .contains(id(opened), id(held.get(2)))
                    .hasSize(6);
            book.assertClean();
        }
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Mode.class)
    void severalChangesInOneBatch_areAllWritten(EngineConfig.Mode mode) {
        try (LiveBook book = new LiveBook(TestDatabase.create(), mode)) {
            CustomerId ann = customerWithCoins(book);
            ProductId product = product(book);
            List<PositionView> held = subscribe(book, ann, product, 20);

            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                for (PositionView position : held.subList(0, 10)) {
                    answers.add(book.submit(
                            "redeem-" + round + id(position), redeem(book, ann, product, position, BigInteger.TEN)));
                }
            }
            answers.forEach(CompletableFuture::join);

            String left = SOME.subtract(BigInteger.valueOf(30)).toString();
            assertThat(book.database().column("select principal from position order by principal"))
                    .containsExactlyElementsOf(Stream.concat(
                                    Stream.generate(() -> left).limit(10),
                                    Stream.generate(SOME::toString).limit(10))
                            .toList());
            book.assertClean();
        }
    }

    private static CustomerId customerWithCoins(LiveBook book) {
        CustomerId customer = book.customer("DE");
        book.fundHouse(ETH, PLENTY);
        book.deposit(customer, ETH, PLENTY);
        return customer;
    }

    private static ProductId product(LiveBook book) {
        return book.product("eth-flex", ETH, LiveBook.flexible("0.0365", YieldSource.PLATFORM_FUNDED, "0"));
    }

    private static List<PositionView> subscribe(LiveBook book, CustomerId customer, ProductId product, int times) {
        return Stream.generate(() -> book.subscribe(customer, product, SOME))
                .limit(times)
                .toList();
    }

    private static Redeem redeem(
            LiveBook book, CustomerId customer, ProductId product, PositionView position, BigInteger units) {
        return new Redeem(
                customer,
                product,
                ETH,
                position.position().id(),
                new JpaProducts(book.reads()).terms(product, 1).orElseThrow(),
                units,
                Wallet.SPOT,
                false,
                RequestEvidence.none(),
                Redeem.Ids.from(book.ids()));
    }

    private static String id(PositionView position) {
        return position.position().id().value().toString();
    }

    /** The transaction that wrote each position's row last. */
    private static Map<String, String> rows(LiveBook book) {
        Map<String, String> writers = new TreeMap<>();
        for (String row : book.database().column("select position_id || ' ' || xmin from position")) {
            String[] parts = row.split(" ", 2);
            writers.put(parts[0], parts[1]);
        }
        return writers;
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        assertThat(after).containsOnlyKeys(before.keySet());
        return after.entrySet().stream()
                .filter(row -> !row.getValue().equals(before.get(row.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
