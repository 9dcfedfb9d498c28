package io.stakebook.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
