package io.stakebook.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.Problem;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.account.Side;
import io.stakebook.core.account.Wallet;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final Assets ASSETS = new Assets(List.of(new Asset(new AssetCode("BTC"), 8, "Bitcoin")));

    @Test
    void amount_asDecimalString_becomesUnits() {
        Amount amount = amount("{\"asset\":\"BTC\",\"amount\":\"1.5\"}");

        assertThat(amount.units()).isEqualTo(BigInteger.valueOf(150_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'asset':'BTC','amount':1.5}           | AMOUNT_NOT_A_STRING | /amount | 400",
                "{'asset':'BTC','amount':'1.123456789'} | AMOUNT_TOO_PRECISE  | /amount | 422",
                "{'asset':'BTC','amount':'-1'}          | AMOUNT_NOT_POSITIVE | /amount | 422",
                "{'asset':'BTC','amount':'0'}           | AMOUNT_NOT_POSITIVE | /amount | 422",
                "{'asset':'BTC','amount':'1e3'}         | AMOUNT_MALFORMED    | /amount | 400",
                "{'asset':'BTC','amount':'9999999999999999999999999999999999'} | AMOUNT_TOO_LARGE | /amount | 422",
                "{'asset':'DOGE','amount':'1'}          | ASSET_UNKNOWN       | /asset  | 422",
                "{'asset':'BTC'}                        | MEMBER_MISSING      | /amount | 400",
                "{'asset':'BTC','amount':null}          | MEMBER_MISSING      | /amount | 400",
                "{'asset':'BTC','amount':'1','x':1}     | MEMBER_UNKNOWN      | /x      | 400",
                "{'asset':'BTC','amount':true}          | MEMBER_TYPE_WRONG   | /amount | 400"
            })
    void amount_againstARule_isRefusedWithItsOwnCodeAndPointer(String body, String code, String pointer, int status) {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class, () -> amount(body.strip().replace('\'', '"')));

        Problem problem = refused.toProblem("/v1/deposits", "t");
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.errors().get(0).pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59-18:00",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "yesterday"
            })
    void timeThatNobodyCanMean_isRefused_namingMemberRuleAndValue(String value) {
        assertInvalid("/at", value, "{\"at\":\"" + value + "\"}", in -> in.optionalTime("at"));
        assertInvalid("/at", value, "{\"at\":\"" + value + "\"}", in -> in.time("at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01", "+6000000-01-01", "1969-12-31", "2026-13-01"})
    void dateThatNobodyCanMean_isRefused_namingMemberRuleAndValue(String value) {
        assertInvalid("/day", value, "{\"day\":\"" + value + "\"}", in -> in.date("day"));
        assertInvalid("/day", value, "{\"day\":\"" + value + "\"}", in -> in.optionalDate("day"));
    }

    @Test
    void valueOutsideItsRule_isShownBesideTheRule() {
        assertInvalid("/n", "from 1 to 9, not 10", "{\"n\":10}", in -> in.number("n", 1, 9));
        assertInvalid("/memo", "control character", "{\"memo\":\"a\\nb\"}", in -> in.freeText("memo"));
        assertInvalid("/memo", "control character", "{\"memo\":\"a\\nb\"}", in -> in.optionalFreeText("memo"));
        RefusedRequest unknown = catchThrowableOfType(
                RefusedRequest.class,
                () -> JsonBody.parse("{\"side\":\"left\"}".getBytes(StandardCharsets.UTF_8))
                        .read(in -> {
                            Field<?> side = in.oneOf("side", Side.class);
                            in.finish();
                            return side;
                        }));
        assertThat(unknown.code()).isEqualTo("ENUM_UNKNOWN");
        assertThat(unknown.detail()).isEqualTo("/side: is one of [debit, credit], not \"left\"");
    }

    @Test
    void wholeNumberOutOfBounds_howeverLong_isRefused_namingBoundsAndValue() {
        String longest = "9223372036854775807";
        Long taken = body("{\"n\":" + longest + "}").read(in -> {
            Field<Long> read = in.number("n", 0, Long.MAX_VALUE);
            in.finish();
            return read.get();
        });
        assertThat(taken).isEqualTo(Long.MAX_VALUE);

        for (String value : List.of("9223372036854775808", "-1", "123456789012345678901234567890")) {
            assertInvalid(
                    "/n",
                    "is from 0 to " + longest + ", not " + value,
                    "{\"n\":" + value + "}",
                    in -> in.number("n", 0, Long.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "1.0"})
    void numberThatIsNotWhole_isRefused_namingTheValue(String value) {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> body("{\"n\":" + value + "}").read(in -> {
                    Field<Long> read = in.number("n", 0, 9);
                    in.finish();
                    return read.get();
                }));

        assertThat(refused.code()).isEqualTo("MEMBER_TYPE_WRONG");
        assertThat(refused.detail()).isEqualTo("/n: is a whole number, not " + value);
    }

    private static void assertInvalid(String pointer, String word, String json, Function<BodyReader, Field<?>> reader) {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> body(json).read(in -> {
                    Field<?> read = reader.apply(in);
                    in.finish();
                    return read.get();
                }));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.code()).isEqualTo("FIELD_INVALID");
            assertThat(error.detail()).contains(word);
        });
    }

    @Test
    void body_withSeveralFaults_tellsAllOfThem() {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> body("{\"wallet\":\"Spot\",\"days\":400,\"extra\":[]}").read(in -> {
                    Field<Wallet> wallet = in.oneOf("wallet", Wallet.class);
                    Field<Long> days = in.number("days", 1, 366);
                    Field<String> name = in.text("name", 10);
                    in.finish();
                    return wallet.get() + name.get() + days.get();
                }));

        assertThat(refused.toProblem("/", "t").errors())
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/wallet", "ENUM_UNKNOWN"),
                        org.assertj.core.groups.Tuple.tuple("/days", "FIELD_INVALID"),
                        org.assertj.core.groups.Tuple.tuple("/name", "MEMBER_MISSING"),
                        org.assertj.core.groups.Tuple.tuple("/extra", "MEMBER_UNKNOWN"));
    }

    @Test
    void nestedObject_withUnknownMember_isRefusedWithItsPath() {
        RefusedRequest refused = catchThrowableOfType(
                RefusedRequest.class,
                () -> body("{\"inner\":{\"a\":\"x\",\"b\":1}}").read(in -> {
                    Field<String> inner =
                            in.object("inner", nested -> nested.text("a", 5).get());
                    in.finish();
                    return inner.get();
                }));

        assertThat(refused.toProblem("/", "t").errors().get(0).pointer()).isEqualTo("/inner/b");
    }

    @Test
    void canonicalBytes_ofBodiesThatDifferInSpacingAndOrder_areEqual() {
        byte[] one = body("{\"a\":\"1\",\"b\":{\"c\":[1,true,null]}}").canonicalBytes();
        byte[] other =
                body(" { \"b\" : {\"c\":[1 , true,null]} ,\n\"a\":\"\\u0031\"}").canonicalBytes();

        assertThat(one).isEqualTo(other);
    }

    @Test
    void canonicalBytes_ofANumberAndItsText_differ() {
        assertThat(body("{\"a\":\"1\"}").canonicalBytes())
                .isNotEqualTo(body("{\"a\":1}").canonicalBytes());
    }

    private static Amount amount(String json) {
        return body(json).read(in -> {
            Field<Amount> amount = in.amount(ASSETS);
            in.finish();
            return amount.get();
        });
    }

    private static JsonBody body(String json) {
        return new JsonBody(StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8)));
    }
}
