package io.stakebook.api.submission;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.JsonText;
import io.stakebook.core.posting.Answer;
import java.util.function.Consumer;

/** Answers in the shapes the API gives. */
public final class Answers {

    private static final String JSON = "application/json";

    private Answers() {}

    /** 201 with the new thing and its path. */
    public static Answer created(String location, Consumer<JsonObjectWriter> members) {
        return new Answer(201, JSON, location, JsonText.object(members));
    }

    /** 202: begun, look at the path for progress. */
    public static Answer begun(String location, Consumer<JsonObjectWriter> members) {
        return new Answer(202, JSON, location, JsonText.object(members));
    }

    /** 202: kept, and done once somebody else says yes. */
    public static Answer waiting(Consumer<JsonObjectWriter> members) {
        return new Answer(202, JSON, "", JsonText.object(members));
    }

    public static Answer ok(Consumer<JsonObjectWriter> members) {
        return new Answer(200, JSON, "", JsonText.object(members));
    }
}
