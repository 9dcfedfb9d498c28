package io.stakebook.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemsBodyTest {

    private static final int LARGE = 10_000;
    private static final int MOST = 4;

    @Test
    void items_ofAnObject_comeInOrder_withTheMembersAroundThem() throws Exception {
        ItemsBody body = json("{\"mode\":\"each\",\"entries\":[{\"a\":\"x\"},{\"a\":\"y\"}],\"note\":\"n\"}");

        assertThat(items(body)).containsExactly("x", "y");
        assertThat(body.<Optional<String>>others(in -> {
                    Field<Optional<String>> mode = in.optionalText("mode", 10);
                    in.optionalText("note", 10);
                    in.finish();
                    return mode.get();
                }))
                .contains("each");
    }

    @Test
    void items_oneALine_comeInOrder_blankLinesLeftOut() throws Exception {
        assertThat(items(lines("{\"a\":\"x\"}\n\n{\"a\":\"y\"}\r\n"))).containsExactly("x", "y");
    }

    @Test
    void itemWithFaults_isToldByItsPlace_andHarmsNoNeighbour() throws Exception {
        assertThat(items(json("{\"entries\":[{\"a\":\"x\"},{\"a\":1,\"b\":2},[],{\"a\":\"y\"}]}")))
                .containsExactly("x", "MEMBER_TYPE_WRONG /entries/1/a", "MEMBER_TYPE_WRONG /entries/2", "y");
        assertThat(items(lines("{\"a\":\"x\"}\n{\"b\":2}\n{\"a\":\n{\"a\":\"y\"}")))
                .containsExactly("x", "MEMBER_MISSING /1/a", "BODY_MALFORMED /2", "y");
    }

    @Test
    void lineThatIsNoJson_isToldByItsPointer_andByItsLineInTheBody() throws Exception {
        List<String> told = new ArrayList<>();
        lines("{\"a\":\"x\"}\n\n{\"a\": nothing}\n[]\n{\"a\":\"y\"} {}")
                .items("entries", MOST, in -> in.text("a", 200).get(), (item, refused) -> {
                    told.add(refused.detail());
                    return "";
                });

        assertThat(told)
                .containsExactly(
                        "/1: the item is not JSON, line 3, column 8",
                        "/2: the item must be a JSON object",
                        "/3: the item is not JSON, line 5, column 11");
    }

    @Test
    void memberThatIsTwiceInAnItem_isThatItemsFinding_atItsPlace() throws Exception {
        assertThat(items(json("{\"entries\":[{\"a\":\"x\"},{\"a\":\"p\",\"a\":\"q\"},{\"a\":\"y\"}]}")))
                .containsExactly("x", "MEMBER_DUPLICATE /entries/1/a", "y");
        assertThat(items(lines("{\"a\":\"x\"}\n\n{\"a\":\"p\",\"a\":\"q\"}\n{\"a\":\"y\"}")))
                .containsExactly("x", "MEMBER_DUPLICATE /1/a", "y");
    }

    @Test
    void textThatNobodyCanKeep_isItsItemsFinding() throws Exception {
        assertThat(items(json("{\"entries\":[{\"a\":\"\\u0000\"},{\"a\":\"y\"}]}")))
                .containsExactly("BODY_MALFORMED /entries/0/a", "y");
    }

    @Test
    void memberThatIsTwiceBesideTheItems_isFoundWhereItIs_escapedAsAPointerIs() {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> {
            items(json("{\"a/b~c\":1,\"a/b~c\":1,\"entries\":[]}"));
        });

        assertThat(refused.errors().get(0).pointer()).isEqualTo("/a~1b~0c");
        assertCode("MEMBER_DUPLICATE", json("{\"x\":{\"a\":1,\"a\":1},\"entries\":[]}"));
        assertCode("MEMBER_DUPLICATE", json("{\"entries\":[],\"x\":{\"a\":1,\"a\":1}}"));
    }

    @Test
    void itemAgainstARuleOfTheCore_isThatItemsFinding_notTheBatchs() throws Exception {
        List<String> read = json("{\"entries\":[{\"a\":\"x\"},{\"a\":\"y\"},{\"a\":\"x\"}]}")
                .items(
                        "entries",
                        MOST,
                        in -> {
                            String a = in.text("a", 200).get();
                            if (a.equals("y")) {
                                throw new Rejected(ErrorCode.ASSET_UNKNOWN, "there is no asset y");
                            }
                            return a;
                        },
                        (item, refused) -> refused.status() + " " + refused.code() + " "
                                + refused.errors().get(0).pointer());

        assertThat(read).containsExactly("x", "422 ASSET_UNKNOWN /entries/1", "x");
    }

    @Test
    void bodyThatIsNoBatch_isRefusedWhole() {
        assertCode("BODY_MISSING", lines(""));
        assertCode("BODY_MALFORMED", json("[]"));
        assertCode("BODY_MALFORMED", json("{\"entries\":[{\"a\":\"x\"}]"));
        assertCode("BODY_MALFORMED", json("{\"entries\":[]} {}"));
        assertCode("MEMBER_MISSING", json("{}"));
        assertCode("MEMBER_TYPE_WRONG", json("{\"entries\":{}}"));
        assertCode("MEMBER_DUPLICATE", json("{\"entries\":[],\"entries\":[]}"));
        assertCode("MEMBER_DUPLICATE", json("{\"a\":1,\"a\":1,\"entries\":[]}"));
        assertCode(
                "BODY_MALFORMED",
                ItemsBody.of(
                        new ByteArrayInputStream(new byte[] {'{', '"', 'e', (byte) 0xC3, '"', '}'}), LARGE, false));
        assertCode(
                "BODY_MALFORMED", ItemsBody.of(new ByteArrayInputStream(new byte[] {(byte) 0xFF, '\n'}), LARGE, true));
    }

    @Test
    void bodyBeyondItsLimit_isRefused_whereItGrowsTooLarge() {
        String text = "{\"entries\":[{\"a\":\"" + "x".repeat(100) + "\"}]}";

        assertCode("BODY_TOO_LARGE", ItemsBody.of(stream(text), text.length() - 1, false));
    }

    @Test
    void moreItemsThanAllowed_areRefused() {
        String text = "{\"a\":\"x\"}\n".repeat(MOST + 1);

        Rejected refused = catchThrowableOfType(Rejected.class, () -> items(lines(text)));

        assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_OUT_OF_RANGE);
        assertThat(refused.members()).containsEntry("max", "4");
    }

    @Test
    void fingerprint_coversEveryByte() throws Exception {
        String text = "{\"entries\":[]}  \n ";
        ItemsBody body = json(text);
        items(body);

        assertThat(body.canonicalBytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> json(text).canonicalBytes()).isInstanceOf(IllegalStateException.class);
    }

    private static void assertCode(String code, ItemsBody body) {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, () -> {
            items(body);
        });
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    private static List<String> items(ItemsBody body) throws IOException {
        return body.items(
                "entries",
                MOST,
                in -> {
                    Field<String> a = in.text("a", 200);
                    in.finish();
                    return a.get();
                },
                (item, refused) -> refused.errors().isEmpty()
                        ? refused.code()
                        : refused.code() + " " + refused.errors().get(0).pointer());
    }

    private static ItemsBody json(String text) {
        return ItemsBody.of(stream(text), LARGE, false);
    }

    private static ItemsBody lines(String text) {
        return ItemsBody.of(stream(text), LARGE, true);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
