package io.stakebook.system.fault;

import io.stakebook.launcher.token.Role;
import io.stakebook.system.Answer;
import io.stakebook.system.Api;
import io.stakebook.system.Ledger;
import io.stakebook.system.Ledger.Customer;
import io.stakebook.system.fault.Write.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Thinks up what one client writes next, from what it has come to own. */
final class Desk {

    /** More than anyone has: a refusal must be kept as well. */
    private static final BigDecimal TOO_MUCH = BigDecimal.valueOf(1_000_000);

    private final Cluster cluster;
    private final String name;
    private final Random random;
    private final List<Owned> positions = new ArrayList<>();
    private final List<Owned> reservations = new ArrayList<>();
    private int writes;

    /** A position or a reservation. */
    private record Owned(String id, Customer owner, BigDecimal amount) {}

    Desk(Cluster cluster, String name, Random random) {
        this.cluster = cluster;
        this.name = name;
        this.random = random;
    }

    Write next() {
        Customer customer =
                cluster.customers().get(random.nextInt(cluster.customers().size()));
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(500), 2);
        BigDecimal asked = random.nextInt(8) == 0 ? amount.add(TOO_MUCH) : amount;
        int dice = random.nextInt(100);
        if (dice < 25) {
            return write(Kind.DEPOSIT, customer, amount, "/v1/deposits", deposit(customer, amount));
        }
        if (dice < 45) {
            Map<String, Object> body = Ledger.subscription(cluster.product(), Cluster.ASSET, asked.toPlainString());
            return write(Kind.SUBSCRIBE, customer, asked, "/v1/subscriptions", body);
        }
        if (dice < 60 && !positions.isEmpty()) {
            return redeem(positions.get(random.nextInt(positions.size())), amount);
        }
        if (dice < 70) {
            return write(Kind.WITHDRAW, customer, asked, "/v1/withdrawals", withdrawal(asked));
        }
        if (dice < 90 && !reservations.isEmpty()) {
            return resolve(reservations.remove(random.nextInt(reservations.size())));
        }
        return dice < 90
                ? write(Kind.RESERVE, customer, asked, "/v1/entries", entry(customer, asked, false))
                : write(Kind.ENTER, customer, amount, "/v1/entries", entry(customer, amount, true));
    }

    /** Remembers what an accepted write made. */
    void told(Write write, Answer answer) {
        if (answer.status() != 201) {
            return;
        }
        if (write.kind() == Kind.SUBSCRIBE) {
            positions.add(new Owned(answer.member("id"), write.customer(), write.amount()));
        } else if (write.kind() == Kind.RESERVE) {
            reservations.add(new Owned(answer.member("id"), write.customer(), write.amount()));
        }
    }

    private Write redeem(Owned position, BigDecimal amount) {
        Map<String, Object> body = Map.of("amount", amount.toPlainString(), "destination", "spot");
        return write(Kind.REDEEM, position.owner, amount, "/v1/positions/" + position.id + "/redemptions", body);
    }

    private Write resolve(Owned reservation) {
        Kind kind = random.nextBoolean() ? Kind.SETTLE : Kind.RELEASE;
        String path = "/v1/reservations/" + reservation.id + (kind == Kind.SETTLE ? "/settlements" : "/void");
        return write(kind, reservation.owner, reservation.amount, path, Map.of("memo", "resolved"));
    }

    private Map<String, Object> deposit(Customer customer, BigDecimal amount) {
        return Map.of(
                "customerId",
                customer.id(),
                "asset",
                Cluster.ASSET,
                "amount",
                amount.toPlainString(),
                "account",
                "spot",
                "reference",
                "0x" + name + "-" + writes);
    }

    private static Map<String, Object> withdrawal(BigDecimal amount) {
        return Map.of(
                "asset", Cluster.ASSET, "amount", amount.toPlainString(), "source", "spot", "address", "0xaddress");
    }

    /** From the omnibus wallet into the customer's, or the other way and only set aside. */
    private static Map<String, Object> entry(Customer customer, BigDecimal amount, boolean in) {
        String wallet = "2010." + Cluster.ASSET + "." + customer.id();
        String house = "1010." + Cluster.ASSET + ".house";
        List<Map<String, String>> postings =
                List.of(posting(in ? house : wallet, "debit", amount), posting(in ? wallet : house, "credit", amount));
        return in
                ? Map.of("memo", "by hand", "postings", postings)
                : Map.of("memo", "set aside", "postings", postings, "reserve", Map.of());
    }

    private static Map<String, String> posting(String account, String side, BigDecimal amount) {
        return Map.of("account", account, "side", side, "asset", Cluster.ASSET, "amount", amount.toPlainString());
    }

    private Write write(Kind kind, Customer customer, BigDecimal amount, String path, Map<String, Object> body) {
        String key = Write.PREFIX + name + "-" + ++writes + "-" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
        String token = switch (kind) {
            case DEPOSIT -> cluster.ledger().staff(Role.OPERATOR);
            case SUBSCRIBE, REDEEM, WITHDRAW -> customer.token();
            case ENTER, RESERVE, SETTLE, RELEASE -> cluster.ledger().staff(Role.FINANCE);
        };
        return new Write(key, kind, customer, amount, token, path, Api.bytes(body));
    }
}
