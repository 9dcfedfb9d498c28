package io.stakebook.api.deployed;

import static io.stakebook.api.deployed.Calls.assertProblem;
import static io.stakebook.api.deployed.Calls.authorized;
import static io.stakebook.api.deployed.Calls.contentType;
import static io.stakebook.api.deployed.Calls.created;
import static io.stakebook.api.deployed.Calls.get;
import static io.stakebook.api.deployed.Calls.json;
import static io.stakebook.api.deployed.Calls.post;
import static io.stakebook.api.deployed.Calls.send;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged archive in the real container. Arquillian starts a server per class, so there is one class. */
@ExtendWith(ArquillianExtension.class)
class DeployedLedgerIT {

    private static final String CUSTOMER = "cust_019aa0000000700080000000000000a1";
    private static final String HIDDEN = "cust_019aa0000000700080000000000000a2";
    private static final String LEAVING = "cust_019aa0000000700080000000000000a4";
    private static final String KNOWN = "cust_019aa0000000700080000000000000a3";

    private static final TestIssuer ISSUER = new TestIssuer(Clock.systemUTC());

    /** Runs before the server is started, which Arquillian does when it deploys. */
    @Deployment(testable = false)
    static WebArchive packaged() throws IOException {
        Surroundings.prepare(ISSUER);
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/stakebook.war"));
    }

    @Test
    void readiness_isUp_withTheDatabaseLookedAt(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> health = send(get(server, "/health/ready"));

        assertThat(health.statusCode()).isEqualTo(200);
        JsonObject said = json(health);
        assertThat(said.getString("status")).isEqualTo("UP");
        assertThat(said.getJsonArray("checks").getValuesAs(JsonObject.class))
                .filteredOn(check -> check.getString("name").equals("book"))
                .singleElement()
                .satisfies(check -> assertThat(check.getJsonObject("data").getString("database"))
                        .isEqualTo("up"));
    }

    @Test
    void requestWithoutToken_isAProblemOf401(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> answer = send(get(server, "/v1/products"));

        assertProblem(answer, 401, "TOKEN_MISSING");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @Test
    void tokenMadeForAnother_isAProblemOf401(@ArquillianResource URL server) throws Exception {
        String foreign = ISSUER.tokenFor("another-service", "officer-operator", "operator");

        assertProblem(send(authorized(get(server, "/v1/products"), foreign)), 401, "TOKEN_INVALID");
        assertThat(send(authorized(get(server, "/v1/products"), operator())).statusCode())
                .isEqualTo(200);
    }

    /** A session that names itself by the driver came from a pool without our bounds. */
    @Test
    void everySessionOfThePool_isOurs(@ArquillianResource URL server) throws Exception {
        assertThat(send(authorized(get(server, "/v1/products"), operator())).statusCode())
                .isEqualTo(200);

        assertThat(Surroundings.sessions()).contains("stakebook reads").doesNotContain("PostgreSQL JDBC Driver");
    }

    @Test
    void pathThatIsNone_isAProblemOf404_fromTheContainerToo(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> answer = send(get(server, "/nowhere"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(contentType(answer)).startsWith("application/problem+json");
    }

    @Test
    void contract_isServedByteForByte(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> served = send(get(server, "/openapi.yaml"));

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(contentType(served)).contains("yaml");
        assertThat(served.body()).isEqualTo(Files.readAllBytes(Path.of("src/main/resources/META-INF/openapi.yaml")));
    }

    @Test
    void bodyThatIsNoJson_isAProblemOf400(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> answer = send(post(server, "/v1/deposits", operator(), "{\"asset\":"));

        assertProblem(answer, 400, "BODY_MALFORMED");
    }

    @Test
    void subscription_movesTheAmountFromSpotToThePosition(@ArquillianResource URL server) throws Exception {
        publish(server, "it-eth-flexible");
        open(server, CUSTOMER);
        created(post(server, "/v1/deposits", operator(), """
                        {"customerId":"%s","asset":"ETH","amount":"10","account":"spot","reference":"0xit1"}""".formatted(CUSTOMER)));
        String customer = ISSUER.token(CUSTOMER, "user");

        JsonObject position = created(post(server, "/v1/subscriptions", customer, """
                        {"productId":"it-eth-flexible","asset":"ETH","amount":"2.5","source":"spot"}"""));

        assertThat(position.getString("id")).startsWith("pos_");
        HttpResponse<byte[]> spot = send(authorized(get(server, "/v1/accounts/2010.ETH." + CUSTOMER), customer));
        assertThat(spot.statusCode()).isEqualTo(200);
        assertThat(json(spot).getString("balance")).isEqualTo("7.500000000000000000");
        HttpResponse<byte[]> held =
                send(authorized(get(server, "/v1/positions/" + position.getString("id")), customer));
        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(json(held).getString("principal")).isEqualTo("2.500000000000000000");
    }

    @Test
    void addressThatTheDataSetOfFlagsLists_isInTheDecision_withThatDataSet(@ArquillianResource URL server)
            throws Exception {
        publish(server, "it-eth-hidden");
        open(server, HIDDEN);
        String customer = ISSUER.token(HIDDEN, "user");

        HttpResponse<byte[]> refused = send(
                post(server, "/v1/subscriptions", customer, """
                        {"productId":"it-eth-hidden","asset":"ETH","amount":"2.5","source":"spot"}""").setHeader("X-Forwarded-For", Surroundings.TOR_EXIT));

        assertProblem(refused, 403, "POLICY_REVIEW");
        assertThat(json(refused).getString("reasonCode")).isEqualTo("LOCATION_HIDDEN");
        JsonObject decision = json(send(
                authorized(get(server, "/v1/decisions/" + json(refused).getString("decisionId")), operator())));
        assertThat(decision.getString("facts")).contains("ip_country=DE\n", "ip_flag=tor\n", "cn_ip_days_90=0\n");
        assertThat(decision.getString("dataSets"))
                .matches(".+@sha256:[0-9a-f]{64}, GeoIP2-Anonymous-IP .+@sha256:[0-9a-f]{64}");
    }

    @Test
    void forwardedAddressThatCannotBeRead_closesNoExit_andIsRefusedWhereRiskIsTakenOn(@ArquillianResource URL server)
            throws Exception {
        publish(server, "it-eth-exit");
        open(server, LEAVING);
        created(post(server, "/v1/deposits", operator(), """
                        {"customerId":"%s","asset":"ETH","amount":"10","account":"spot","reference":"0xit4"}""".formatted(LEAVING)));
        String customer = ISSUER.token(LEAVING, "user");
        String subscription = """
                        {"productId":"it-eth-exit","asset":"ETH","amount":"2.5","source":"spot"}""";
        String position = created(post(server, "/v1/subscriptions", customer, subscription))
                .getString("id");

        HttpResponse<byte[]> refused = send(unread(post(server, "/v1/subscriptions", customer, subscription)));
        assertProblem(refused, 400, "REQUEST_MALFORMED");
        assertThat(json(refused).getString("detail"))
                .isEqualTo("X-Forwarded-For does not say the client's address:"
                        + " 'unknown' is no IPv4 or IPv6 address.");
        created(unread(post(server, "/v1/positions/" + position + "/redemptions", customer, """
                        {"all":true,"destination":"spot"}""")));
        created(unread(post(server, "/v1/withdrawals", customer, """
                        {"asset":"ETH","amount":"1","source":"spot","address":"0xaway"}""")));
        assertThat(send(unread(authorized(get(server, "/v1/balances"), customer)))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpRequest.Builder unread(HttpRequest.Builder request) {
        return request.setHeader("X-Forwarded-For", Surroundings.TOR_EXIT + ", unknown");
    }

    private static void publish(URL server, String product) throws Exception {
        created(post(server, "/v1/products", ISSUER.token("officer-finance", "finance"), """
                        {"productId":"%s","asset":"ETH","terms":{"kind":"flexible",
                         "tiers":[{"from":"0","apr":"0.04"}],"commissionRate":"0.1","yieldSource":"protocol_staking",
                         "valueDateRule":"immediate","payoutAccount":"funding",
                         "limits":{"minimum":"0.1","personalCap":"100","step":"0.01"}}}""".formatted(product)));
    }

    private static void open(URL server, String customer) throws Exception {
        created(post(server, "/v1/customers", operator(), """
                        {"customerId":"%s","facts":{"subjectType":"individual","residency":"DE",
                         "residencyVerified":"yes","residencyVerifiedAt":"%s","nationality":"DE","docIssuer":"DE",
                         "docType":"passport","phoneCountry":"DE"}}""".formatted(
                        customer, Instant.now().minusSeconds(60))));
    }

    @Test
    void entryByHand_isPosted_butNotByADryRun_andTheEngineIsWatched(@ArquillianResource URL server) throws Exception {
        String finance = ISSUER.token("officer-finance", "finance");
        String entry = """
                {"postings":[{"account":"1210.BTC.house","side":"debit","asset":"BTC","amount":"2"},
                 {"account":"3020.BTC.house","side":"credit","asset":"BTC","amount":"2"}]}""";

        HttpResponse<byte[]> rehearsed = send(post(server, "/v1/entries?dryRun=true", finance, entry));
        HttpResponse<byte[]> before = send(authorized(get(server, "/v1/accounts/1210.BTC.house"), finance));
        JsonObject posted = created(post(server, "/v1/entries", finance, entry));

        assertThat(rehearsed.statusCode()).isEqualTo(201);
        assertThat(rehearsed.headers().firstValue("Dry-Run")).hasValue("true");
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(posted.getJsonArray("postings").getJsonObject(0).getString("availableAfter"))
                .isEqualTo("2.00000000");
        HttpResponse<byte[]> lines = send(post(server, "/v1/entry-batches?mode=each", finance, "{}\n{}")
                .setHeader("Content-Type", "application/x-ndjson"));
        assertThat(json(lines).getInt("refused")).isEqualTo(2);
        assertThat(new String(send(get(server, "/metrics")).body(), StandardCharsets.UTF_8))
                .contains("stakebook_engine_queue_depth", "stakebook_engine_batches");
    }

    @Test
    void refusedItemOfABatch_isNamedByTheIdOfItsCaller_andByNoneOfOurs(@ArquillianResource URL server)
            throws Exception {
        String finance = ISSUER.token("officer-finance", "finance");
        String batch = """
                {"entries":[
                 {"postings":[{"account":"1210.ETH.house","side":"debit","asset":"ETH","amount":"2"},
                  {"account":"3020.ETH.house","side":"credit","asset":"ETH","amount":"2"}]},
                 {%s"postings":[{"account":"1210.ETH.house","side":"debit","asset":"ETH","amount":"2"},
                  {"account":"3020.ETH.house","side":"credit","asset":"ETH","amount":"1"}]}]}""";
        String mine = "entry_0192d0a1b2c37def8123456789abcdef";

        HttpResponse<byte[]> named =
                send(post(server, "/v1/entry-batches", finance, batch.formatted("\"entryId\":\"" + mine + "\",")));
        HttpResponse<byte[]> unnamed = send(post(server, "/v1/entry-batches", finance, batch.formatted("")));

        assertProblem(named, 422, "BATCH_ITEM_REFUSED");
        assertThat(json(named).getString("itemCode")).isEqualTo("ENTRY_UNBALANCED");
        assertThat(json(named).getString("entryId")).isEqualTo(mine);
        assertProblem(unnamed, 422, "BATCH_ITEM_REFUSED");
        assertThat(json(unnamed).getString("index")).isEqualTo("1");
        assertThat(json(unnamed)).doesNotContainKey("entryId");
    }

    @Test
    void entriesOfAnAccount_andTheTrialBalanceOfNow_areRead(@ArquillianResource URL server) throws Exception {
        String finance = ISSUER.token("officer-finance", "finance");
        JsonObject posted = created(post(server, "/v1/entries", finance, """
                {"postings":[{"account":"1210.DOT.house","side":"debit","asset":"DOT","amount":"2"},
                 {"account":"3020.DOT.house","side":"credit","asset":"DOT","amount":"2"}]}"""));

        for (String filter :
                List.of("account=1210.DOT.house", "account=3020.DOT.house&chartCode=1210", "chartCode=3020")) {
            HttpResponse<byte[]> list = send(authorized(get(server, "/v1/entries?limit=1&" + filter), finance));
            assertThat(list.statusCode()).as(filter).isEqualTo(200);
            assertThat(json(list).getJsonArray("data").getJsonObject(0).getString("id"))
                    .as(filter)
                    .isEqualTo(posted.getString("id"));
        }
        assertThat(json(send(authorized(get(server, "/v1/entries?account=4010.DOT.house"), finance)))
                        .getJsonArray("data"))
                .isEmpty();
        JsonObject sheet = json(send(authorized(get(server, "/v1/trial-balance"), finance)));
        assertThat(Instant.parse(sheet.getString("asOf"))).isAfter(Instant.parse(posted.getString("recordedAt")));
        assertThat(sheet.getJsonArray("rows").getJsonObject(0).getString("title"))
                .isNotBlank();
    }

    /** Three times as many as the server has threads. */
    @Test
    void bodiesThatStandStill_holdNobodyUp_andAreTurnedAway(@ArquillianResource URL server) throws Exception {
        String head = "POST /v1/subscriptions HTTP/1.1\nHost: localhost\nContent-Length: 500\nIdempotency-Key: it-slow"
                + "\nContent-Type: application/json\nAuthorization: Bearer " + ISSUER.token(CUSTOMER, "user");
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * Surroundings.THREADS; i++) {
                slow.add(new RawConnection(server).send(head, "{\"pro"));
            }

            HttpRequest.Builder alive = get(server, "/health/live").timeout(Duration.ofSeconds(8));
            assertThat(send(alive).statusCode()).isEqualTo(200);
            assertThat(send(authorized(get(server, "/v1/products"), operator()).timeout(Duration.ofSeconds(8)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(slow.get(0).untilClosed()).startsWith("HTTP/1.1 408 ").contains("\"BODY_INCOMPLETE\"");
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/products/..",
                "POST /v1/products/..",
                "POST /v1/products/%2e%2e",
                "GET /v1/products/.",
                "POST /v1/entries;dryRun=true"
            })
    void pathThatTheServerWouldReadAsAnother_isAProblemOf400(String line, @ArquillianResource URL server)
            throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            boolean withBody = line.startsWith("POST");
            String head = line + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + operator()
                    + (withBody ? "\nContent-Length: 2" : "");

            assertThat(connection.send(head, withBody ? "{}" : "").untilClosed())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"REQUEST_MALFORMED\"");
        }
    }

    /** In each a proxy in front could see another end than the server, and take what follows for the next request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\nContent-Length: 4",
                "content-LENGTH: 4\nTRANSFER-encoding: Chunked",
                "Content-Length: 2\nContent-Length: 2",
                "Content-Length: 2\nContent-Length: 3",
                "Content-Length: 2, 2",
                "Content-Length: +2",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Content-Length: 5\nTransfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Content-Length : 4"
            })
    void requestThatSaysInTwoWaysWhereItEnds_isAnswered400_asTheLastOfItsConnection(
            String framing, @ArquillianResource URL server) throws Exception {
        String next = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String line : List.of("POST /v1/entries", "GET /health/live")) {
            try (RawConnection connection = new RawConnection(server)) {
                String head = line + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer " + operator()
                        + "\nContent-Type: application/json\nIdempotency-Key: it-framing\n" + framing;

                assertThat(connection.send(head, "0\r\n\r\n" + next + next).untilClosed())
                        .startsWith("HTTP/1.1 400 ")
                        .containsOnlyOnce("HTTP/1.1 ");
            }
        }
    }

    /** The parser meets the head in parts then, and keeps it otherwise. */
    @Test
    void lengthAndCoding_areSeenTogether_howeverTheHeadArrives(@ArquillianResource URL server) throws Exception {
        try (RawConnection connection = new RawConnection(server)) {
            for (String part : List.of(
                    "POST /v1/entries HTTP/1.1\r\nHo",
                    "st: localhost\r\nContent-Len",
                    "gth: 5\r\nTransfer-",
                    "Encoding: chunked\r",
                    "\n\r\n0\r\n\r\n")) {
                connection.send(part);
                Thread.sleep(150);
            }

            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400 ").contains("not both");
        }
    }

    @Test
    void whoeverHasWhatHeAsksFor_isToldSo_withoutABody(@ArquillianResource URL server) throws Exception {
        open(server, KNOWN);
        String path = "/v1/customers/" + KNOWN;
        HttpResponse<byte[]> read = send(authorized(get(server, path), operator()));
        String tag = read.headers().firstValue("ETag").orElseThrow();

        for (String condition : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<byte[]> again =
                    send(authorized(get(server, path), operator()).header("If-None-Match", condition));
            assertThat(again.statusCode()).as(condition).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(again.headers().firstValue("Content-Type")).isEmpty();
        }
        HttpResponse<byte[]> other =
                send(authorized(get(server, path), operator()).header("If-None-Match", "\"other\""));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(read.body());
    }

    @Test
    void head_isTheHeadOfItsGet(@ArquillianResource URL server) throws Exception {
        for (String path : List.of(
                "/nowhere",
                "/v1/nowhere",
                "/v1/products",
                "/openapi.yaml",
                "/metrics",
                "/health/live",
                "/health/ready")) {
            for (String token : List.of(operator(), "")) {
                HttpResponse<byte[]> whole = send(as(token, get(server, path)));
                HttpResponse<byte[]> head = send(as(token, get(server, path)).method("HEAD", BodyPublishers.noBody()));

                assertThat(head.statusCode()).as("HEAD " + path).isEqualTo(whole.statusCode());
                assertThat(contentType(head)).as("HEAD " + path).isEqualTo(contentType(whole));
                try (RawConnection connection = new RawConnection(server)) {
                    String asked = "HEAD " + path + " HTTP/1.1\nHost: localhost\nConnection: close"
                            + (token.isEmpty() ? "" : "\nAuthorization: Bearer " + token);
                    assertThat(connection.send(asked, "").untilClosed())
                            .as("HEAD " + path)
                            .endsWith("\r\n\r\n")
                            .containsOnlyOnce("\r\n\r\n");
                }
            }
        }
    }

    private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
        return token.isEmpty() ? request : authorized(request, token);
    }

    @Test
    void methodsOfAPath_areToldInAHeader_andNothingDescribesThePaths(@ArquillianResource URL server) throws Exception {
        for (String accept : List.of("*/*", "application/xml", "application/vnd.sun.wadl+xml")) {
            HttpResponse<byte[]> options = send(
                    get(server, "/v1/deposits").header("Accept", accept).method("OPTIONS", BodyPublishers.noBody()));

            assertThat(options.statusCode()).as(accept).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow"))
                    .hasValueSatisfying(allow -> assertThat(allow).contains("POST", "OPTIONS"));
            assertThat(options.body()).isEmpty();
        }
        assertProblem(send(authorized(get(server, "/v1/application.wadl"), operator())), 404, "PATH_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "application/json;q=0.0, text/html",
                "*/*;q=0",
                "application/json;q=0, */*",
                "application/*;q=0, */*;q=0.5"
            })
    void jsonThatIsRefused_isNotSent(String accept, @ArquillianResource URL server) throws Exception {
        assertProblem(
                send(authorized(get(server, "/v1/products"), operator()).header("Accept", accept)),
                406,
                "NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*;q=0, application/json",
                "application/*;q=0, application/json;q=0.1",
                "text/html;q=0, */*",
                "application/json"
            })
    void jsonThatIsAskedFor_isSent_whateverElseIsRefused(String accept, @ArquillianResource URL server)
            throws Exception {
        assertThat(send(authorized(get(server, "/v1/products"), operator()).header("Accept", accept))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void toleranceOfAStatement_isInCoinsOfItsAsset(@ArquillianResource URL server) throws Exception {
        publish(server, "it-eth-stated");
        String finance = ISSUER.token("officer-finance", "finance");
        String file = "date,product,asset,reward,reference\n"
                + LocalDate.now(ZoneOffset.UTC).minusDays(1) + ",it-eth-stated,ETH,0.01,it-1\n";
        String upload = "/v1/statements?provider=it&tolerance=";

        JsonObject summary = created(
                post(server, upload + "ETH:0.000000000000000005", finance, file).setHeader("Content-Type", "text/csv"));

        JsonArray told = Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("asset", "ETH").add("amount", "0.000000000000000005"))
                .build();
        assertThat(summary.getJsonArray("tolerances")).isEqualTo(told);
        String kept = "/v1/statements/" + summary.getString("id");
        assertThat(json(send(authorized(get(server, kept), finance))).getJsonArray("tolerances"))
                .isEqualTo(told);
        assertThat(json(send(authorized(get(server, "/v1/statements"), finance)))
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getJsonArray("tolerances"))
                .isEqualTo(told);
        HttpResponse<byte[]> units =
                send(post(server, upload + "5", finance, file).setHeader("Content-Type", "text/csv"));
        assertProblem(units, 400, "PARAMETER_INVALID");
        assertThat(json(units).getString("detail")).startsWith("parameter \"tolerance\": a tolerance is 0, or");
        HttpResponse<byte[]> ofAnother =
                send(post(server, upload + "BTC:0.1", finance, file).setHeader("Content-Type", "text/csv"));
        assertProblem(ofAnother, 400, "PARAMETER_INVALID");
        assertThat(json(ofAnother).getString("detail")).endsWith("is for a file of BTC alone; line 2 is of ETH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/deposits | application/json",
                "/v1/positions/pos_0/redemptions | application/json",
                "/v1/statements?provider=lido | application/json, text/csv",
                "/v1/entry-batches | application/json, application/x-ndjson",
            })
    void bodyOfAnotherType_isRefused_sayingWhatIsRead(String path, String read, @ArquillianResource URL server)
            throws Exception {
        HttpResponse<byte[]> refused = send(post(server, path, operator(), "{}")
                .setHeader("Content-Type", "text/plain")
                .header("Content-Encoding", "gzip"));

        assertProblem(refused, 415, "MEDIA_TYPE_UNSUPPORTED");
        assertThat(refused.headers().allValues("Accept")).containsExactly(read);
        assertThat(refused.headers().firstValue("Accept-Encoding")).isEmpty();
    }

    @Test
    void bodyThatIsPacked_isRefused_sayingThatNoneMayBe(@ArquillianResource URL server) throws Exception {
        HttpResponse<byte[]> refused =
                send(post(server, "/v1/deposits", operator(), "{}").header("Content-Encoding", "gzip"));

        assertProblem(refused, 415, "MEDIA_TYPE_UNSUPPORTED");
        assertThat(refused.headers().allValues("Accept-Encoding")).containsExactly("identity");
        assertThat(refused.headers().firstValue("Accept")).isEmpty();
    }

    @Test
    void whatAccessRefuses_countsAsACall_andSaysWhatIsLeft(@ArquillianResource URL server) throws Exception {
        String customer = ISSUER.token(CUSTOMER, "user");

        HttpResponse<byte[]> refused = send(post(server, "/v1/deposits", customer, "{}"));

        assertProblem(refused, 403, "ROLE_MISSING");
        assertThat(refused.headers().firstValue("RateLimit")).isPresent();
        assertThat(send(authorized(get(server, "/v1/nowhere"), customer))
                        .headers()
                        .firstValue("RateLimit"))
                .isPresent();
    }

    @Test
    void wishForHttp2_isPassedOver(@ArquillianResource URL server) throws Exception {
        HttpRequest request = get(server, "/health/live").build();
        HttpClient upgrading =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> answer = upgrading.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 60_000, 3_000_000})
    void bodyWithAWishForHttp2_isReadToItsEnd(int length, @ArquillianResource URL server) throws Exception {
        HttpClient upgrading =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = post(server, "/v1/customers", operator(), "{" + " ".repeat(length - 2) + "}")
                .build();

        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> answer = upgrading.send(request, BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).isEqualTo(length > 65_536 ? 413 : 400);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void schemeOfTheToken_isReadInAnyCase(@ArquillianResource URL server) throws Exception {
        assertThat(send(get(server, "/v1/products").header("Authorization", "bEARER " + operator()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static String operator() {
        return ISSUER.token("officer-operator", "operator");
    }
}
