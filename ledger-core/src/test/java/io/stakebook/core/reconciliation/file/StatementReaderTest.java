package io.stakebook.core.reconciliation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementReaderTest {

    private static final ProductId ETH = new ProductId("eth-flexible");
    private static final ProductId BTC = new ProductId("btc-fixed-30");
    private static final RewardProducts PRODUCTS = id -> id.equals(ETH)
            ? Optional.of(new RewardProduct(ETH, new Asset(new AssetCode("ETH"), 18, "Ether")))
            : id.equals(BTC)
                    ? Optional.of(new RewardProduct(BTC, new Asset(new AssetCode("BTC"), 8, "Bitcoin")))
                    : Optional.empty();
    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
    private static final String HEADER = "date,product,asset,reward,reference\n";
    private static final String GOOD = "2026-03-01,eth-flexible,ETH,1.5,r1\n";

    @Test
    void statement_inTheStatedForm_isReadToTheUnit() {
        StatementFile file = read("""
                date,product,asset,reward,reference
                2026-03-01,eth-flexible,ETH,0.000000000000000001,r1\r
                2026-03-02,btc-fixed-30,BTC,-1.5,"a ""quoted"", reference"
                2026-03-03,eth-flexible,ETH,12,""");

        assertThat(file.lines())
                .extracting(line -> line.line() + " " + line.product() + " " + line.units() + " " + line.reference())
                .containsExactly(
                        "2 eth-flexible 1 r1",
                        "3 btc-fixed-30 -150000000 a \"quoted\", reference",
                        "4 eth-flexible 12000000000000000000 ");
        assertThat(file.from()).hasToString("2026-03-01");
        assertThat(file.to()).hasToString("2026-03-03");
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void statement_withValidatorsAndByteOrderMark_isRead() {
        StatementFile file = read("""
                \uFEFFdate,product,asset,reward,reference,validator
                2026-03-01,eth-flexible,ETH,1.5,r1,0xab
                """);

        assertThat(file.lines().get(0).validator()).isEqualTo("0xab");
    }

    @Test
    void table_isReadByTheRulesOfAFile() {
        List<String> header = List.of("date", "product", "asset", "reward", "reference", "validator");
        List<String> row = List.of("2026-03-01", "eth-flexible", "ETH", "1.5", "r1", "");
        StatementReader reader = new StatementReader(PRODUCTS, TODAY);

        StatementFile file = reader.read(
                new byte[] {1}, List.of(header, row, List.of("trailer", "eth-flexible", "ETH", "1.5", "1", "")));

        assertThat(file.lines())
                .extracting(line -> line.line() + " " + line.product() + " " + line.reference())
                .containsExactly("2 eth-flexible r1");
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
        List<String> wrong = List.of("2026-03-01", "eth-flexible", "ETH", "1.5", "r\n1", "");
        assertThatThrownBy(() -> reader.read(new byte[] {1}, List.of(header, row, wrong)))
                .isInstanceOfSatisfying(Rejected.class, r -> {
                    assertThat(r.code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
                    assertThat(r.members()).containsEntry("line", "3").containsEntry("column", "#5");
                });
        assertThatThrownBy(() -> reader.read(
                        new byte[] {1}, List.of(header, row, List.of("trailer", "eth-flexible", "ETH", "2", "1", ""))))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("sums the rewards");
    }

    @Test
    void figureInWei_isReadAndNotRefused_soThatMatchingCanNameTheUnit() {
        StatementFile file = read(HEADER + "2026-03-01,eth-flexible,ETH,98765432109876543210987654321,r1\n");

        assertThat(file.lines().get(0).units())
                .isEqualTo(new BigInteger("98765432109876543210987654321").multiply(BigInteger.TEN.pow(18)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-32,eth-flexible,ETH,1.5,r1 | date | 2026-03-32",
                "2026-3-1,eth-flexible,ETH,1.5,r1 | date | 2026-3-1",
                "+2026-03-01,eth-flexible,ETH,1.5,r1 | date | +2026-03-01",
                "2026-04-01,eth-flexible,ETH,1.5,r1 | date | 2026-04-01",
                "2008-12-31,eth-flexible,ETH,1.5,r1 | date | 2008-12-31",
                "2025-02-28,eth-flexible,ETH,1.5,r1 | date | 2025-02-28",
                "2026-03-01,eth-unknown,ETH,1.5,r1 | product | eth-unknown",
                "2026-03-01,Not A Product,ETH,1.5,r1 | product | Not A Product",
                "2026-03-01,eth-flexible,BTC,1.5,r1 | asset | BTC",
                "2026-03-01,eth-flexible,eth,1.5,r1 | asset | eth",
                "2026-03-01,eth-flexible,ETH,1e3,r1 | reward | 1e3",
                "2026-03-01,eth-flexible,ETH,1.,r1 | reward | 1.",
                "2026-03-01,eth-flexible,ETH,.5,r1 | reward | .5",
                "2026-03-01,eth-flexible,ETH,+1.5,r1 | reward | +1.5",
                "2026-03-01,eth-flexible,ETH,,r1 | reward | ''",
                "2026-03-01,eth-flexible,ETH,'1.5 ',r1 | reward | '''1.5 '''",
                "2026-03-01,btc-fixed-30,BTC,0.123456789,r1 | reward | 0.123456789",
                "2026-03-01,eth-flexible,ETH,1.5 | - | '2026-03-01,eth-flexible,ETH,1.5'",
                "2026-03-01,eth-flexible,ETH,1.5,r\"1 | #5 | r",
                "2026-03-01,eth-flexible,ETH,1.5,\"r\"1 | #5 | r",
                "2026-03-01,eth-flexible,ETH,1.5,\"r1 | #5 | r1",
            })
    void unreadableRow_isRefusedWithLineColumnAndValue(String row, String column, String value) {
        Rejected refusal = refusal(HEADER + GOOD + row);

        assertThat(refusal.members()).containsEntry("line", "3").containsEntry("column", column);
        assertThat(refusal.members()).containsEntry("value", value).containsKey("rule");
        assertThat(refusal.detail()).startsWith("line 3, column " + column + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "date,product,asset,reward\n",
                "Date,product,asset,reward,reference\n",
                "product,date,asset,reward,reference\n",
                "date;product;asset;reward;reference\n",
                "date,product,asset,reward,reference,validator,more\n",
                "date,product,asset,reward,reference\n",
                "date,product,asset,reward,reference\n\n",
                "date,product,asset,reward,reference\rx",
            })
    void fileWithoutItsHeaderOrRows_isUnreadable(String text) {
        assertThat(refusal(text).code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
    }

    @Test
    void bytesThatAreNotUtf8_areUnreadable_onTheirLine() {
        byte[] bytes = (HEADER + "2026-03-01,eth-flexible,ETH,1.5,r?\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xE9;

        Rejected refusal = catchThrowableOfType(Rejected.class, () -> reader().read(bytes));

        assertThat(refusal.members()).containsEntry("line", "2").containsEntry("rule", "a file is UTF-8 text");
    }

    @Test
    void fileOverFiveMillionBytes_isUnreadable() {
        Rejected refusal = catchThrowableOfType(Rejected.class, () -> reader().read(new byte[5_000_001]));

        assertThat(refusal.members()).containsEntry("value", "5000001 bytes");
    }

    @Test
    void fileOverAHundredThousandLines_isUnreadable() {
        Rejected refusal = refusal(HEADER + GOOD.repeat(100_000));

        assertThat(refusal.members()).containsEntry("line", "100001");
    }

    @Test
    void controlRowsThatAgree_areAccepted() {
        assertThat(read(HEADER + GOOD + GOOD + "trailer,eth-flexible,ETH,3.0,2\n")
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'trailer,eth-flexible,ETH,3.1,2\n',reward",
        "'trailer,eth-flexible,ETH,3,1\n',reference",
        "'trailer,btc-fixed-30,BTC,0,0\n',product",
        "'trailer,eth-flexible,ETH,3,2\ntrailer,eth-flexible,ETH,3,2\n',product",
        "'trailer,eth-flexible,ETH,3,2\n2026-03-01,eth-flexible,ETH,1.5,r1\n',date",
    })
    void controlRowsThatDisagree_makeTheFileUnreadable(String trailers, String column) {
        assertThat(refusal(HEADER + GOOD + GOOD + trailers).members()).containsEntry("column", column);
    }

    @Property
    void textOfAnyKind_isReadOrRefusedAsUnreadable(
            @ForAll @StringLength(max = 60) @CharRange(from = '\n', to = '~') String text) {
        try {
            read(HEADER + text);
        } catch (Rejected refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
        }
    }

    private static StatementReader reader() {
        return new StatementReader(PRODUCTS, TODAY);
    }

    private static StatementFile read(String text) {
        return reader().read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejected refusal(String text) {
        Rejected refusal = catchThrowableOfType(Rejected.class, () -> read(text));
        assertThat(refusal.code()).isEqualTo(ErrorCode.STATEMENT_UNREADABLE);
        return refusal;
    }
}
