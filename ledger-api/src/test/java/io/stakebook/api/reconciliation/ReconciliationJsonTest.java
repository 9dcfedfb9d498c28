package io.stakebook.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.http.json.JsonText;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.reconciliation.Break;
import io.stakebook.core.reconciliation.BreakType;
import io.stakebook.core.reconciliation.Expected;
import io.stakebook.core.reconciliation.Preview;
import io.stakebook.core.reconciliation.Resolution;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReconciliationJsonTest {

    private static final AssetCode BTC = new AssetCode("BTC");
    private static final Instant OPENED = Instant.parse("2026-04-01T08:00:00Z");
    private final ReconciliationJson writer = new ReconciliationJson(new Assets(List.of(new Asset(BTC, 8, "Bitcoin"))));

    @Test
    void openBreak_showsItsFiguresAsDecimalsAndItsAge() {
        String json = JsonText.object(out -> writer.found(out, found(null), LocalDate.of(2026, 4, 5)));

        assertThat(json)
                .contains("\"type\":\"over_accrual\",\"typeNumber\":4,\"state\":\"open\"")
                .contains("\"businessDate\":\"2026-03-31\",\"asset\":\"BTC\",\"line\":7")
                .contains("\"reported\":\"0.00000900\",\"expected\":\"0.00001000\",\"difference\":\"-0.00000100\"")
                .contains("\"ageDays\":5,\"quarantined\":false,\"correctable\":true")
                .doesNotContain("resolution");
    }

    @Test
    void closedBreak_namesItsEntryAndWhoClosedIt() {
        Resolution closed = new Resolution(
                Resolution.Kind.CORRECTED, "confirmed", "fay", "ben", OPENED, new EntryId(new UUID(0, 9)));

        String json = JsonText.object(out -> writer.found(out, found(closed), LocalDate.of(2026, 4, 5)));

        assertThat(json)
                .contains("\"state\":\"resolved\"")
                .contains("\"ageDays\":1,")
                .contains(
                        "\"resolution\":{\"kind\":\"corrected\",\"note\":\"confirmed\",\"by\":\"fay\","
                                + "\"approvedBy\":\"ben\",\"at\":\"2026-04-01T08:00:00Z\",\"entryId\":\"entry_00000000000000000000000000000009\"}");
    }

    @Test
    void preview_showsEachPosting_andLeavesTheEntryOutWhenThereIsNone() {
        Amount amount = new Amount(BTC, BigInteger.valueOf(100));
        List<Posting> postings = List.of(
                Posting.debit(AccountName.house(ChartAccount.RATE_SHORTFALL, BTC), amount),
                Posting.credit(AccountName.house(ChartAccount.REWARD_RECEIVABLE, BTC), amount));

        String with = preview(postings);

        assertThat(with)
                .contains("\"previewHash\":\"" + "a".repeat(64) + "\"")
                .contains("\"entry\":{\"kind\":\"accrual_correction\",\"businessDate\":\"2026-04-05\"")
                .contains(
                        "{\"account\":\"5050.BTC.house\",\"side\":\"debit\",\"asset\":\"BTC\",\"amount\":\"0.00000100\"}");
        assertThat(preview(List.of())).doesNotContain("\"entry\"");
    }

    private String preview(List<Posting> postings) {
        Preview preview = new Preview(found(null), LocalDate.of(2026, 4, 5), "why", postings, "a".repeat(64));
        return JsonText.object(out -> writer.preview(out, preview));
    }

    private static Break found(@Nullable Resolution resolution) {
        return new Break(
                new BreakId(new UUID(0, 1)),
                new StatementId(new UUID(0, 2)),
                "lido",
                BreakType.OVER_ACCRUAL,
                new ProductId("btc-flexible"),
                BTC,
                LocalDate.of(2026, 3, 31),
                7,
                BigInteger.valueOf(900),
                new Expected(
                        BigInteger.valueOf(1_000), BigInteger.ZERO, true, BigInteger.ZERO, 0, BigInteger.valueOf(2)),
                "fay",
                OPENED,
                0,
                null,
                resolution);
    }
}
