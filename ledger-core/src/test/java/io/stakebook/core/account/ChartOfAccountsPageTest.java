package io.stakebook.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page that finance reads says what the code does. */
class ChartOfAccountsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/chart-of-accounts.md");

    @Test
    void page_hasEveryAccountOfTheChart_inOrder_withWhatHoldsOfIt() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ChartAccount.values())
                        .map(ChartOfAccountsPageTest::row)
                        .toList());
    }

    private static String row(ChartAccount account) {
        String type = account.type().name().toLowerCase(Locale.ROOT);
        String side = account.type().normalSide().name().toLowerCase(Locale.ROOT);
        String owner = switch (account.scope()) {
            case HOUSE -> "house";
            case CUSTOMER -> "cust_…";
            case POSITION -> "cust_….pos_…";
        };
        String segregated = account.type() == AccountType.ASSET ? "assets" : "liabilities";
        return "| " + account.code() + " | " + account.title() + " | " + type + " | " + side + " | `" + account.code()
                + ".ASSET." + owner + "` | " + (account.floored() ? "yes" : "") + " | "
                + (account.segregated() ? segregated : "") + " |";
    }
}
