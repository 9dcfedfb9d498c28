package io.stakebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the API answered.
 *
 * @param request method and path, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; missing when it is none. */
    public JsonNode json() {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A member of the body that must be there, as text. */
    public String member(String name) {
        JsonNode value = json().path(name);
        assertThat(value.isMissingNode())
                .as("%s answers without \"%s\": %s", request, name, text())
                .isFalse();
        return value.asText();
    }

    /** The stable code of a problem, or empty. */
    public String code() {
        return json().path("code").asText("");
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public boolean replayed() {
        return header("Idempotency-Replayed").equals("true");
    }

    public List<JsonNode> data() {
        List<JsonNode> rows = new ArrayList<>();
        json().path("data").forEach(rows::add);
        return rows;
    }

    @Override
    public String toString() {
        return request + " answered " + status + " " + text();
    }

    /** This, when its status is one of these. */
    public Answer expect(Integer... statuses) {
        assertThat(status).as("%s answered %s", request, text()).isIn((Object[]) statuses);
        return this;
    }
}
