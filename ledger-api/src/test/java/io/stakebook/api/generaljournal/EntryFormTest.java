package io.stakebook.api.generaljournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.http.body.StrictJson;
import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.account.Side;
import io.stakebook.core.generaljournal.Condition;
import io.stakebook.core.generaljournal.Condition.Comparison;
import io.stakebook.core.generaljournal.Condition.Named;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryFormTest {

    private static final Assets ASSETS = new Assets(List.of(new Asset(new AssetCode("BTC"), 8, "Bitcoin")));
    private static final UUID OURS = new UUID(1, 2);

    private static final String PLAIN = """
            {"account":"1210.BTC.house","side":"debit","asset":"BTC","amount":"1.5"},
            {"account":"3020.BTC.house","side":"credit","asset":"BTC","amount":"1.5"}""";

    private final EntryForm form = new EntryForm(ASSETS, () -> OURS);

    @Test
    void entry_withPostingsOnly_isPostedNow_underAnIdOfOurs() {
        Item.Draft draft = read("{\"postings\":[" + PLAIN + "]}");

        assertThat(draft.id()).isEqualTo(new EntryId(OURS));
        assertThat(draft.phase()).isEqualTo(new Phase.Posted());
        assertThat(draft.late()).isEqualTo(Lateness.REFUSE);
        assertThat(draft.effectiveAt()).isNull();
        assertThat(draft.businessDate()).isNull();
        assertThat(draft.lines()).hasSize(2);
        assertThat(draft.lines().get(0).side()).isEqualTo(Side.DEBIT);
        assertThat(draft.lines().get(0).amount().units()).isEqualTo(BigInteger.valueOf(150_000_000));
        assertThat(draft.lines().get(0).conditions()).isEmpty();
        assertThat(form.clientMade()).isEmpty();
    }

    @Test
    void itemThatCannotBeReadWhole_isKnownByTheIdItsCallerGave() {
        String id = "entry_0192d0a1b2c37def8123456789abcdef";

        assertThat(named("{\"entryId\":\"" + id + "\",\"postings\":[{\"side\":\"left\"}]}"))
                .hasValueSatisfying(named -> assertThat(named).hasToString(id));
        assertThat(named("{\"entryId\":\"mine\"}")).isEmpty();
        assertThat(named("{\"entryId\":7}")).isEmpty();
        assertThat(named("{}")).isEmpty();
    }

    private static Optional<EntryId> named(String item) {
        return EntryForm.named(StrictJson.readObject(item.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void entryId_thatTellsNoTime_isRefused() {
        for (String id :
                List.of("0192d0a1b2c34def8123456789abcdef", "0192d0a1b2c37deff123456789abcdef", "f".repeat(32))) {
            assertThatThrownBy(() -> read("{\"entryId\":\"entry_" + id + "\",\"postings\":[]}"))
                    .hasMessageContaining("UUID of version 7")
                    .hasMessageContaining(id);
        }
    }

    @Test
    void entry_withEverything_isReadWhole() {
        Item.Draft draft = read("""
                {"entryId":"entry_0192d0a1b2c37def8123456789abcdef","effectiveAt":"2026-11-22T10:00:00+01:00",
                 "businessDate":"2026-11-22","ifPeriodClosed":"carry","memo":"rent",
                 "reserve":{"expiresAt":"2026-12-01T00:00:00Z"},
                 "postings":[
                  {"account":"1210.BTC.house","side":"debit","asset":"BTC","amount":"1","expectedVersion":7,
                   "conditions":{"available":{"gte":"-0.5","lte":"10"},"posted":{"eq":"0"}}},
                  {"account":"3020.BTC.house","side":"credit","asset":"BTC","amount":"1"}]}""");

        assertThat(draft.id()).hasToString("entry_0192d0a1b2c37def8123456789abcdef");
        assertThat(form.clientMade()).containsExactly(draft.id());
        assertThat(draft.effectiveAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(draft.businessDate()).isEqualTo(LocalDate.parse("2026-11-22"));
        assertThat(draft.late()).isEqualTo(Lateness.CARRY);
        assertThat(draft.memo()).isEqualTo("rent");
        assertThat(draft.phase()).isEqualTo(new Phase.Reserved(Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(draft.lines().get(0).expectedVersion()).isEqualTo(7);
        assertThat(draft.lines().get(0).conditions())
                .containsExactlyInAnyOrder(
                        new Condition(Named.POSTED, Comparison.EQ, BigInteger.ZERO),
                        new Condition(Named.AVAILABLE, Comparison.GTE, BigInteger.valueOf(-50_000_000)),
                        new Condition(Named.AVAILABLE, Comparison.LTE, BigInteger.valueOf(1_000_000_000)));
    }

    @Test
    void reservationWithoutATime_neverExpires() {
        assertThat(read("{\"reserve\":{},\"postings\":[" + PLAIN + "]}").phase())
                .isEqualTo(new Phase.Reserved(null));
    }

    @Test
    void faults_areToldTogether_eachByItsPlace() {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> read("""
                {"entryId":"x","ifPeriodClosed":"never","postings":[
                  {"account":"9999.BTC.house","side":"left","asset":"BTC","amount":1},
                  {"account":"3020.BTC.house","side":"credit","asset":"BTC","amount":"1",
                   "conditions":{"available":{"more":"1"},"free":{"gte":"1"}}}],"extra":1}"""));

        assertThat(refused.errors().stream().map(FieldError::pointer))
                .contains(
                        "/entryId",
                        "/ifPeriodClosed",
                        "/postings/0/account",
                        "/postings/0/side",
                        "/postings/0/amount",
                        "/postings/1/conditions/available/more",
                        "/postings/1/conditions/free",
                        "/extra");
    }

    @Test
    void conditionOnAnAssetThatIsNotHeld_isAFindingAboutThatPosting() {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> read("""
                {"postings":[
                  {"account":"1210.DOGE.house","side":"debit","asset":"BTC","amount":"1",
                   "conditions":{"posted":{"gte":"0"}}},
                  {"account":"3020.BTC.house","side":"credit","asset":"BTC","amount":"1"}]}"""));

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/postings/0/conditions");
            assertThat(error.code()).isEqualTo("ASSET_UNKNOWN");
        });
    }

    private Item.Draft read(String body) {
        return JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)).read(form::read);
    }
}
