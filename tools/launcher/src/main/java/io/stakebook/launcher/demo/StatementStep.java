package io.stakebook.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finance reconciles the ETH validators' statement of the month. Three days of it are wrong, each in its own way; exactly
 * those must come out, and the one that is money is corrected by an entry that was previewed.
 */
final class StatementStep {

    private static final Shelf.Product PRODUCT = Shelf.ETH;
    private static final int DUPLICATED_DAY = 4;
    private static final int MISSING_DAY = 9;
    private static final int UNDERSTATED_DAY = 16;

    private final Book book;
    private final LocalDate first;

    StatementStep(Book book, LocalDate first) {
        this.book = book;
        this.first = first;
    }

    void run() {
        Map<LocalDate, BigInteger> gross = grossByDay();
        BigInteger extra = BigInteger.TEN.pow(12).multiply(BigInteger.valueOf(345));
        byte[] csv = csv(gross, extra).getBytes(StandardCharsets.UTF_8);
        String id = book.api().uploadStatement("Validator operator", csv).text("id");

        Map<String, String> found = new TreeMap<>();
        List<JsonNode> breaks = book.api().breaks(id);
        breaks.forEach(one -> found.put(Reply.text(one, "businessDate"), Reply.text(one, "type")));
        Map<String, String> planted = new TreeMap<>(Map.of(
                day(DUPLICATED_DAY).toString(), "duplicate",
                day(MISSING_DAY).toString(), "missing_day",
                day(UNDERSTATED_DAY).toString(), "under_accrual"));
        StepFailed.requireEqual(found, planted, "breaks of the provider's statement");
        StepFailed.requireEqual(breaks.size(), planted.size(), "number of breaks");
        correct(breaks, extra);
        book.tally().note("breaks found", planted.size() + " of " + planted.size() + " planted");
        book.progress()
                .done("provider's statement of " + (gross.size() - 1) + " days: exactly the three planted breaks; "
                        + Coin.ETH.text(extra) + " ETH corrected after preview");
    }

    private void correct(List<JsonNode> breaks, BigInteger extra) {
        JsonNode money = breaks.stream()
                .filter(one -> Reply.text(one, "type").equals("under_accrual"))
                .findFirst()
                .orElseThrow(() -> new StepFailed("one break is money"));
        String account = "1150.ETH.house";
        BigInteger before = book.api().balance(account, Coin.ETH);
        Reply preview = book.api().previewBreak(Reply.text(money, "id"));
        book.api()
                .resolveBreak(
                        Reply.text(money, "id"), preview.text("previewHash"), "the operator paid more than we accrued");
        StepFailed.requireEqual(
                book.api().balance(account, Coin.ETH).subtract(before),
                extra,
                "what the correction added to " + account);
    }

    private Map<LocalDate, BigInteger> grossByDay() {
        Map<LocalDate, BigInteger> gross = new TreeMap<>();
        for (Shadow.Held held : book.shadow().of(PRODUCT)) {
            held.earned.forEach((day, earned) -> gross.merge(day, earned.gross(), BigInteger::add));
        }
        return gross;
    }

    private String csv(Map<LocalDate, BigInteger> gross, BigInteger extra) {
        StringBuilder csv = new StringBuilder("date,product,asset,reward,reference\n");
        gross.forEach((day, units) -> {
            BigInteger stated = day.equals(day(UNDERSTATED_DAY)) ? units.add(extra) : units;
            String row = String.join(
                    ",", day.toString(), PRODUCT.id(), Coin.ETH.code(), Coin.ETH.text(stated), "payout-" + day);
            if (!day.equals(day(MISSING_DAY))) {
                csv.append(row).append('\n');
            }
            if (day.equals(day(DUPLICATED_DAY))) {
                csv.append(row).append('\n');
            }
        });
        return csv.toString();
    }

    private LocalDate day(int number) {
        return first.plusDays(number);
    }
}
