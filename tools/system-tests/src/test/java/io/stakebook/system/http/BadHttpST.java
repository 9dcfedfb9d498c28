package io.stakebook.system.http;

import static io.stakebook.launcher.token.Role.AUDITOR;
import static io.stakebook.launcher.token.Role.FINANCE;
import static io.stakebook.launcher.token.Role.OPERATOR;
import static io.stakebook.system.Nonsense.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Entries;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.Ledger.Home;
import io.stakebook.system.Nonsense;
import io.stakebook.system.Nonsense.Request;
import io.stakebook.system.WithLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, keys, paths and parameters that no resource of the API takes. */
@Order(1)
@ExtendWith(WithLedger.class)
class BadHttpST {

    private static final String DEPOSITS = "/v1/deposits";

    @TestFactory
    List<DynamicTest> bodyThatCannotBeRead_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String operator = ledger.staff(OPERATOR);
        nonsense.refuses("unknown member", nonsense.deposit("note", "hello"), 400, "MEMBER_UNKNOWN");
        nonsense.refuses("missing member", nonsense.deposit("reference", null), 400, "MEMBER_MISSING");
        nonsense.refuses(
                "member of the wrong type", nonsense.deposit("reference", List.of("a")), 400, "MEMBER_TYPE_WRONG");
        nonsense.refuses(
                "repeated member",
                nonsense.post(operator, DEPOSITS, "{\"asset\":\"ETH\",\"asset\":\"ETH\"}"),
                400,
                "MEMBER_DUPLICATE");
        nonsense.refuses(
                "cut-off JSON", nonsense.post(operator, DEPOSITS, "{\"asset\":\"ETH\""), 400, "BODY_MALFORMED");
        nonsense.refuses("JSON that is no object", nonsense.post(operator, DEPOSITS, "[1]"), 400, "BODY_MALFORMED");
        nonsense.refuses(
                "bytes that are no UTF-8",
                nonsense.post(operator, DEPOSITS, new byte[] {'{', (byte) 0xff, '}'}),
                400,
                "BODY_MALFORMED");
        nonsense.refuses("nothing as a body", nonsense.post(operator, DEPOSITS, new byte[0]), 400, "BODY_MISSING");
        nonsense.refuses(
                "deep nesting",
                nonsense.post(operator, DEPOSITS, "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                400,
                "BODY_MALFORMED");
        nonsense.refuses(
                "a body of a megabyte",
                nonsense.post(operator, DEPOSITS, "{\"asset\":\"" + "E".repeat(1 << 20) + "\"}"),
                413,
                "BODY_TOO_LARGE");
        nonsense.refuses(
                "media type text/plain",
                nonsense.deposit("amount", "1").with("Content-Type", "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        nonsense.refuses(
                "packed body",
                nonsense.deposit("amount", "1").with("Content-Encoding", "gzip"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        nonsense.refuses(
                "body in another charset",
                nonsense.deposit("amount", "1").with("Content-Type", "application/json; charset=ISO-8859-1"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        nonsense.refuses(
                "body that goes on after its end", nonsense.post(operator, DEPOSITS, "{} {}"), 400, "BODY_MALFORMED");
        nonsense.refuses("text that nobody sees", nonsense.deposit("reference", "a\u202Eb"), 400, "FIELD_INVALID");
        nonsense.refuses(
                "memo that turns the direction",
                nonsense.post(
                        ledger.staff(FINANCE),
                        "/v1/entries",
                        Map.of("memo", "a\u202Eb", "postings", Entries.paidIn("1"))),
                400,
                "FIELD_INVALID");
        nonsense.refuses(
                "nothing acceptable", get(operator, "/v1/assets").with("Accept", "image/png"), 406, "NOT_ACCEPTABLE");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> keyThatIsNoneOrTaken_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        nonsense.refuses(
                "missing idempotency key",
                nonsense.deposit("amount", "1").with("Idempotency-Key", null),
                400,
                "IDEMPOTENCY_KEY_MISSING");
        nonsense.refuses(
                "idempotency key with a space",
                nonsense.deposit("amount", "1").with("Idempotency-Key", "a b"),
                400,
                "FIELD_INVALID");
        nonsense.refuses(
                "idempotency key of 201 characters",
                nonsense.deposit("amount", "1").with("Idempotency-Key", "k".repeat(201)),
                400,
                "FIELD_INVALID");
        Request good = nonsense.deposit("amount", "0.5");
        nonsense.send(good).expect(201);
        String key = good.headers().getOrDefault("Idempotency-Key", "");
        nonsense.refuses(
                "same key, other body",
                nonsense.deposit("amount", "0.6").with("Idempotency-Key", key),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> pathThatIsNone_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String operator = ledger.staff(OPERATOR);
        nonsense.refuses("unknown path", get(operator, "/v1/nowhere"), 404, "PATH_UNKNOWN");
        nonsense.refuses("path above the API", get(operator, "/v2/assets"), 404, "PATH_UNKNOWN");
        nonsense.refuses(
                "wrong method",
                new Request("DELETE", "/v1/assets", Api.headers(operator), null),
                405,
                "METHOD_NOT_ALLOWED");
        nonsense.refuses(
                "wrong method with a body",
                new Request(
                        "PUT",
                        DEPOSITS,
                        nonsense.post(operator, DEPOSITS, "{}").headers(),
                        "{}".getBytes(StandardCharsets.UTF_8)),
                405,
                "METHOD_NOT_ALLOWED");
        nonsense.refuses(
                "method nobody has heard of",
                new Request("PATCH", "/openapi.yaml", Map.of(), null),
                405,
                "METHOD_NOT_ALLOWED");
        nonsense.refuses("malformed position id", get(operator, "/v1/positions/pos_XYZ"), 400, "ID_MALFORMED");
        nonsense.refuses("account that is none", get(operator, "/v1/accounts/9999.ETH.house"), 404, "ACCOUNT_UNKNOWN");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> listAskedForInVain_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        String operator = ledger.staff(OPERATOR);
        nonsense.refuses(
                "cursor that is none", get(anna.token(), "/v1/entries?cursor=nonsense"), 400, "CURSOR_INVALID");
        nonsense.refuses("limit 0", get(operator, "/v1/entries?limit=0"), 400, "PARAMETER_INVALID");
        nonsense.refuses("limit 201", get(operator, "/v1/entries?limit=201"), 400, "PARAMETER_INVALID");
        nonsense.refuses("limit that is no number", get(operator, "/v1/entries?limit=many"), 400, "PARAMETER_INVALID");
        nonsense.refuses("phase that is none", get(operator, "/v1/entries?phase=maybe"), 400, "ENUM_UNKNOWN");
        nonsense.refuses("period that is none", get(operator, "/v1/entries?carriedFrom=2026-13"), 400, "ID_MALFORMED");
        nonsense.refuses("reversal of nonsense", get(operator, "/v1/entries?reverses=nonsense"), 400, "ID_MALFORMED");
        nonsense.refuses(
                "chart code that is none", get(operator, "/v1/entries?chartCode=9999"), 400, "PARAMETER_INVALID");
        nonsense.refuses(
                "chart code that is no number", get(operator, "/v1/entries?chartCode=spot"), 400, "PARAMETER_INVALID");
        nonsense.refuses(
                "entries of an account that is none",
                get(operator, "/v1/entries?account=nonsense"),
                404,
                "ACCOUNT_UNKNOWN");
        nonsense.refuses(
                "entries of another customer's account",
                get(
                        anna.token(),
                        "/v1/entries?account=2010.ETH." + ledger.open(Home.DE).id()),
                404,
                "ACCOUNT_UNKNOWN");
        nonsense.refuses("unknown state", get(operator, "/v1/positions?state=frozen"), 400, "ENUM_UNKNOWN");
        nonsense.refuses(
                "day that is none", get(operator, "/v1/entries?businessDate=2026-02-30"), 400, "PARAMETER_INVALID");
        return nonsense.tests();
    }

    /** Answered with the figures of today, each would be a wrong answer. */
    @TestFactory
    List<DynamicTest> readThatTakesNoParameter_refusesEveryOne(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));
        String auditor = ledger.staff(AUDITOR);
        for (String path : List.of(
                "/v1/positions/pos_" + "0".repeat(32) + "?knownAt=2026-01-01T00:00:00Z",
                "/v1/customers/cust_" + "0".repeat(32) + "?at=1",
                "/v1/periods/2026-01?closeNumber=1",
                "/v1/assets?limit=1",
                "/v1/clock?zone=UTC",
                "/v1/log/key?origin=x")) {
            nonsense.refuses(path, get(auditor, path), 400, "PARAMETER_INVALID");
        }
        nonsense.refuses(
                "check of nothing", nonsense.post(auditor, "/v1/checks", "{\"checks\":[]}"), 400, "FIELD_INVALID");
        nonsense.refuses("policy that is none", get(auditor, "/v1/policies/CN-NOWHERE"), 404, "RESOURCE_UNKNOWN");
        return nonsense.tests();
    }

    @TestFactory
    List<DynamicTest> momentThatIsNone_getsItsCode_andLeavesEveryTableAsItWas(Ledger ledger) {
        Customer anna = ledger.open(Home.DE);
        Nonsense nonsense = new Nonsense(ledger, anna);
        String operator = ledger.staff(OPERATOR);
        ledger.fund(anna, "ETH", "1");
        String first = "/v1/accounts/1010.ETH.house";
        nonsense.refuses(
                "time that is none", get(operator, first + "?effectiveAt=yesterday"), 400, "PARAMETER_INVALID");
        nonsense.refuses(
                "time without a zone", get(operator, first + "?knownAt=2026-01-01T00:00:00"), 400, "PARAMETER_INVALID");
        nonsense.refuses(
                "time too fine",
                get(operator, first + "?knownAt=2026-01-01T00:00:00.0000001Z"),
                400,
                "PARAMETER_INVALID");
        nonsense.refuses(
                "time that has not come",
                get(operator, first + "?knownAt=" + ledger.now().plusSeconds(60)),
                400,
                "PARAMETER_INVALID");
        nonsense.refuses("sequence below zero", get(operator, first + "?minSequence=-1"), 400, "PARAMETER_INVALID");
        nonsense.refuses(
                "sequence far ahead", get(operator, first + "?minSequence=999999999999"), 409, "SEQUENCE_NOT_REACHED");
        nonsense.refuses(
                "log far behind", get(operator, "/v1/entries?minSequence=999999999999"), 409, "SEQUENCE_NOT_REACHED");
        return nonsense.tests();
    }

    /** The server would hand over one of two keys, and a caller who sends the other again would write twice. */
    @Test
    void keyThatIsSentTwice_isRefused(Ledger ledger) throws Exception {
        HttpRequest twice = HttpRequest.newBuilder(ledger.address().resolve("/v1/entries"))
                .header("Authorization", "Bearer " + ledger.staff(FINANCE))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", Api.freshKey())
                .header("Idempotency-Key", Api.freshKey())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Api.bytes(Map.of("postings", Entries.paidIn("1")))))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(twice, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("REQUEST_MALFORMED", "Idempotency-Key is sent more than once");
    }

    /** The server's connector fails on such a path before it asks anybody, and would answer 200. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/entries%", "/v1/accounts/%zz", "/v1/accounts/%4", "/%", "/v1/positions/%G0/redemptions?a=b"
            })
    void pathWithABrokenEscape_isRefused_whateverIsSent(String path, Ledger ledger) throws Exception {
        assertThat(posted(path, ledger))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"code\":\"REQUEST_MALFORMED\"", "two hexadecimal digits");
    }

    /** The connector would answer without a body. */
    @ParameterizedTest
    @CsvSource({
        "/v1/accounts/%00, no NUL, %00",
        "/v1/accounts/a%5cb, no backslash, %5c",
        "/v1/accounts/a\\b, no backslash, \\\\",
        "/v1/accounts/a%2Fb, no slash that is escaped, %2F",
        "/%2f, no slash that is escaped, %2f"
    })
    void pathWithWhatNoNameHas_isRefused_withPlaceAndRule(String path, String rule, String value, Ledger ledger)
            throws Exception {
        assertThat(posted(path, ledger))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"code\":\"REQUEST_MALFORMED\"", rule, "the path has \\\"" + value + "\\\" at character");
    }

    @Test
    void pathThatIsNoUtf8_isRefused(Ledger ledger) throws Exception {
        assertThat(posted("/v1/accounts/%ff", ledger))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"REQUEST_MALFORMED\"", "UTF-8");
    }

    @Test
    void headerThatTheServerRefuses_isNamed_withRuleAndValue(Ledger ledger) {
        Nonsense nonsense = new Nonsense(ledger, ledger.open(Home.DE));

        Answer other = nonsense.send(nonsense.deposit("amount", "1").with("Content-Type", "text/plain"));
        Answer none = nonsense.send(nonsense.deposit("amount", "1").with("Content-Type", "json"));
        Answer packed = nonsense.send(nonsense.deposit("amount", "1").with("Content-Encoding", "gzip"));
        Answer latin = nonsense.send(
                nonsense.deposit("amount", "1").with("Content-Type", "application/json; charset=ISO-8859-1"));
        Answer image = nonsense.send(get(ledger.staff(OPERATOR), "/v1/assets").with("Accept", "image/png"));

        assertThat(other.status() + " " + other.text())
                .startsWith("415 ")
                .contains("the header Content-Type is application/json, or ", "\"value\":\"text/plain\"");
        assertThat(none.status() + " " + none.text())
                .startsWith("400 ")
                .contains("the header Content-Type is a media type", "\"value\":\"json\"");
        assertThat(packed.status() + " " + packed.text())
                .startsWith("415 ")
                .contains("the header Content-Encoding is left out, or identity", "\"value\":\"gzip\"");
        assertThat(latin.status() + " " + latin.text())
                .startsWith("415 ")
                .contains("the header Content-Type names no charset but UTF-8", "ISO-8859-1");
        assertThat(image.status() + " " + image.text())
                .startsWith("406 ")
                .contains("the header Accept allows application/json", "\"value\":\"image/png\"");
    }

    @Test
    void methodsOfAPath_areToldToEverybody_andNothingElse(Ledger ledger) throws Exception {
        for (Map<String, String> headers : List.of(Api.headers(ledger.staff(OPERATOR)), Map.<String, String>of())) {
            HttpRequest.Builder asked = HttpRequest.newBuilder(ledger.address().resolve(DEPOSITS))
                    .header("Origin", "https://elsewhere.example")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
            headers.forEach(asked::header);

            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(asked.build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
            assertThat(String.join(",", answer.headers().allValues("Allow"))).contains("POST", "OPTIONS");
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
    }

    /** A server that ends a kept connection after so many requests may do so under the next one. */
    @Test
    void keptConnection_servesAsManyRequestsAsItsCallerHas(Ledger ledger) throws IOException {
        byte[] request = ("GET /health/live HTTP/1.1\r\nHost: "
                        + ledger.address().getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket(ledger.address().getHost(), ledger.address().getPort())) {
            socket.setSoTimeout(10_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 1; i <= 600; i++) {
                socket.getOutputStream().write(request);
                List<String> head = new ArrayList<>();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.add(line.toLowerCase(Locale.ROOT));
                }
                assertThat(head).as("answer " + i).isNotEmpty().doesNotContain("connection: close");
                assertThat(head.get(0)).startsWith("http/1.1 200");
                int length = head.stream()
                        .filter(line -> line.startsWith("content-length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                        .sum();
                assertThat(in.skip(length)).isEqualTo(length);
            }
        }
    }

    private static String posted(String path, Ledger ledger) throws IOException {
        byte[] body = Api.bytes(Map.of("postings", Entries.paidIn("1")));
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + ledger.address().getAuthority()
                + "\r\nAuthorization: Bearer " + ledger.staff(FINANCE) + "\r\nIdempotency-Key: " + Api.freshKey()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        try (Socket socket =
                new Socket(ledger.address().getHost(), ledger.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
