package io.stakebook.api.reconciliation;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement in JSON as the table the CSV file would have been: header, rewards, control rows. */
final class StatementTable {

    /** Objects of one array; the core allows fewer lines and says so itself. */
    private static final int MOST = 100_001;
    /** Characters of a text; the core allows fewer and says so itself. */
    private static final int LONGEST = 1_000;

    private static final List<String> HEADER = List.of("date", "product", "asset", "reward", "reference", "validator");

    private StatementTable() {}

    /** @throws io.stakebook.api.http.problem.RefusedRequest when the bytes are no such JSON object */
    static List<List<String>> of(byte[] bytes) {
        return JsonBody.parse(bytes).read(in -> {
            Field<List<List<String>>> rewards = in.objects("rewards", MOST, StatementTable::reward);
            Field<Optional<List<List<String>>>> totals = in.optionalObjects("totals", MOST, StatementTable::total);
            in.finish();
            List<List<String>> table = new ArrayList<>();
            table.add(HEADER);
            table.addAll(rewards.get());
            totals.get().ifPresent(table::addAll);
            return table;
        });
    }

    private static List<String> reward(BodyReader in) {
        Field<String> date = in.text("date", LONGEST);
        Field<String> product = in.text("product", LONGEST);
        Field<String> asset = in.text("asset", LONGEST);
        Field<String> reward = in.text("reward", LONGEST);
        Field<Optional<String>> reference = in.optionalText("reference", LONGEST);
        Field<Optional<String>> validator = in.optionalText("validator", LONGEST);
        in.finish();
        return List.of(
                date.get(),
                product.get(),
                asset.get(),
                reward.get(),
                reference.get().orElse(""),
                validator.get().orElse(""));
    }

    private static List<String> total(BodyReader in) {
        Field<String> product = in.text("product", LONGEST);
        Field<String> asset = in.text("asset", LONGEST);
        Field<String> sum = in.text("sum", LONGEST);
        Field<Long> rows = in.number("rows", 0, MOST);
        in.finish();
        return List.of(
                "trailer", product.get(), asset.get(), sum.get(), rows.get().toString(), "");
    }
}
