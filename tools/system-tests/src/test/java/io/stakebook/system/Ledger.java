package io.stakebook.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.stack.Distribution;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.token.Role;
import io.stakebook.launcher.token.Tokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The running system and what every test does with it: open customers, fund them, publish products. */
public final class Ledger {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(2);

    private final Stack stack;
    private final Contract contract;
    private final URI address;
    private final Api api;
    private final Map<String, String> minted = new ConcurrentHashMap<>();
    private final Map<String, Boolean> published = new ConcurrentHashMap<>();
    private final AtomicInteger references = new AtomicInteger();

    public Ledger(Stack stack) {
        this.stack = stack;
        this.contract = Contract.in(Distribution.built().war());
        this.address = stack.api().address();
        this.api = new Api(address, contract);
    }

    /**
     * A customer.
     *
     * @param address network address they come from, told by the trusted proxy
     */
    public record Customer(String id, String token, String address) {

        /** The header a proxy that we trust sets. */
        public Map<String, String> from() {
            return Map.of("X-Forwarded-For", address);
        }
    }

    /** Where a customer lives, and an address there. */
    public enum Home {
        DE("91.0.0.10"),
        SG("165.21.0.10"),
        HK("223.197.0.10"),
        BR("200.160.0.10");

        private final String address;

        Home(String address) {
            this.address = address;
        }

        public String address() {
            return address;
        }
    }

    public Stack stack() {
        return stack;
    }

    /** Where its API is, for requests that {@link Api} cannot make. */
    public URI address() {
        return address;
    }

    public Api api() {
        return api;
    }

    public Contract contract() {
        return contract;
    }

    public Tokens tokens() {
        return stack.tokens();
    }

    public Database database() {
        return new Database(stack.database());
    }

    /** A token of a member of staff, named after the role. */
    public String staff(Role role) {
        return staff(role, "officer-" + role.wire());
    }

    public String staff(Role role, String subject) {
        return minted.computeIfAbsent(
                subject + "/" + role, any -> tokens().mint(subject, Set.of(role), TOKEN_LIFETIME));
    }

    public static String newCustomerId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        UUID id = new UUID(
                (System.currentTimeMillis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL),
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        return "cust_" + id.toString().replace("-", "");
    }

    /** With a proof of address from before anything the tests do, and young enough to be fresh. */
    public static Map<String, String> facts(Home home) {
        String proof = Instant.now().minus(Duration.ofDays(1)).toString();
        return Map.of(
                "subjectType",
                "individual",
                "residency",
                home.name(),
                "residencyVerified",
                "yes",
                "residencyVerifiedAt",
                proof,
                "nationality",
                home.name(),
                "docIssuer",
                home.name(),
                "docType",
                "passport",
                "phoneCountry",
                home.name());
    }

    public Customer open(Home home) {
        String id = newCustomerId();
        api.post(
                        staff(Role.OPERATOR),
                        "/v1/customers",
                        Map.of("customerId", id, "facts", facts(home)),
                        Map.of("X-Forwarded-For", home.address()))
                .expect(201);
        return new Customer(id, tokens().mint(id, Set.of(Role.USER), TOKEN_LIFETIME), home.address());
    }

    public Map<String, Object> deposit(Customer customer, String asset, String amount) {
        return Map.of(
                "customerId",
                customer.id(),
                "asset",
                asset,
                "amount",
                amount,
                "account",
                "spot",
                "reference",
                "0xst" + references.incrementAndGet());
    }

    public void fund(Customer customer, String asset, String amount) {
        fund(customer, asset, amount, "spot");
    }

    /** @param wallet {@code spot} or {@code funding} */
    public void fund(Customer customer, String asset, String amount, String wallet) {
        Map<String, Object> deposit = new TreeMap<>(deposit(customer, asset, amount));
        deposit.put("account", wallet);
        api.post(staff(Role.OPERATOR), "/v1/deposits", deposit, customer.from()).expect(201);
    }

    public static Map<String, Object> subscription(String product, String asset, String amount) {
        return Map.of("productId", product, "asset", asset, "amount", amount, "source", "spot");
    }

    public Answer subscribe(Customer customer, String product, String asset, String amount) {
        return api.post(customer.token(), "/v1/subscriptions", subscription(product, asset, amount), customer.from());
    }

    /** The way out that no region closes: redeems the whole position and withdraws an amount. */
    public void leave(Customer customer, String position, String asset, String amount) {
        api.post(
                        customer.token(),
                        "/v1/positions/" + position + "/redemptions",
                        Map.of("all", true, "destination", "spot"),
                        customer.from())
                .expect(201);
        api.post(
                        customer.token(),
                        "/v1/withdrawals",
                        Map.of("asset", asset, "amount", amount, "source", "spot", "address", "0xaway"),
                        customer.from())
                .expect(201);
    }

    /** Publishes a flexible product once; asking again does nothing. */
    public String flexible(String id, String asset, Map<String, String> limits) {
        published.computeIfAbsent(id, any -> {
            Map<String, Object> terms = Map.of(
                    "kind", "flexible",
                    "tiers", List.of(Map.of("from", "0", "apr", "0.04")),
                    "commissionRate", "0.1",
                    "yieldSource", "protocol_staking",
                    "valueDateRule", "immediate",
                    "payoutAccount", "funding",
                    "limits", limits);
            api.post(staff(Role.FINANCE), "/v1/products", Map.of("productId", id, "asset", asset, "terms", terms))
                    .expect(201);
            return true;
        });
        return id;
    }

    public Instant now() {
        return Instant.parse(
                api.get(staff(Role.OPERATOR), "/v1/clock").expect(200).member("now"));
    }

    /** Moves the book's clock; a server looks at it twice a second, so this waits until ours has seen it. */
    public void advanceTo(Instant instant) {
        api.post(staff(Role.OPERATOR), "/v1/test-clock", Map.of("advanceTo", instant.toString()))
                .expect(200);
        for (int looks = 0; now().isBefore(instant); looks++) {
            if (looks == 100) {
                throw new AssertionError("five seconds after it was moved to " + instant + " the clock shows " + now());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Every row of a list, page by page. */
    public List<JsonNode> pages(String token, String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String at = path + (path.contains("?") ? "&" : "?") + "limit=200"
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            Answer page = api.get(token, at).expect(200);
            all.addAll(page.data());
            cursor = page.json().path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return all;
    }
}
