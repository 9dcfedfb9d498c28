package io.stakebook.api.policy;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import java.util.Optional;

/** What goes with a yes: a word, or none. */
final class ApprovalForm {

    private ApprovalForm() {}

    /** @return empty for no comment */
    static String comment(JsonBody body) {
        return body.read(in -> {
            Field<Optional<String>> word = in.optionalFreeText("comment");
            in.finish();
            return word.get().orElse("");
        });
    }
}
