package io.stakebook.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members that an answer has and the contract does not name: a client made from the contract drops them without a word.
 *
 * <p>The validator of {@link Contract} cannot be asked for it, since it closes each part of an allOf by itself.
 */
final class DeclaredMembers {

    private final JsonNode document;

    DeclaredMembers(byte[] document) {
        try {
            this.document = Yaml.mapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON pointers of the members nobody declared; empty for a body or an operation the contract says nothing of. */
    List<String> missing(String method, String path, int status, String mediaType, JsonNode body) {
        List<String> found = new ArrayList<>();
        operation(method, path).ifPresent(operation -> {
            JsonNode responses = operation.path("responses");
            String code = Integer.toString(status);
            JsonNode response = resolved(responses.has(code) ? responses.path(code) : responses.path("default"));
            collect(response.path("content").path(mediaType).path("schema"), body, "", found);
        });
        return found;
    }

    /** Of the templates that fit, the one with the fewest variables. */
    private Optional<JsonNode> operation(String method, String path) {
        JsonNode best = MissingNode.getInstance();
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> item : document.path("paths").properties()) {
            JsonNode operation = item.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            int variables = variables(item.getKey().split("/", -1), path.split("/", -1));
            if (!operation.isMissingNode() && variables >= 0 && variables < fewest) {
                fewest = variables;
                best = operation;
            }
        }
        return best.isMissingNode() ? Optional.empty() : Optional.of(best);
    }

    /** How many variables the template has when the path fits it, or -1. */
    private static int variables(String[] template, String[] path) {
        if (template.length != path.length) {
            return -1;
        }
        int variables = 0;
        for (int i = 0; i < path.length; i++) {
            if (template[i].startsWith("{")) {
                variables++;
            } else if (!template[i].equals(path[i])) {
                return -1;
            }
        }
        return variables;
    }

    private void collect(JsonNode unresolved, JsonNode value, String pointer, List<String> found) {
        JsonNode schema = resolved(unresolved);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(schema.path("items"), value.path(i), pointer + "/" + i, found);
            }
        } else if (value.isObject() && !schema.isMissingNode()) {
            Map<String, JsonNode> declared = new HashMap<>();
            boolean open = declare(schema, declared);
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String at = pointer + "/" + member.getKey();
                if (declared.containsKey(member.getKey())) {
                    collect(declared.get(member.getKey()), member.getValue(), at, found);
                } else if (!open) {
                    found.add(at);
                }
            }
        }
    }

    /** Adds what the schema and every part of it name; true when it takes members of other names too. */
    private boolean declare(JsonNode unresolved, Map<String, JsonNode> declared) {
        JsonNode schema = resolved(unresolved);
        schema.path("properties")
                .properties()
                .forEach(property -> declared.put(property.getKey(), property.getValue()));
        JsonNode others = schema.path("additionalProperties");
        boolean open = others.isObject()
                || others.asBoolean(false)
                || schema.path("x-members-of-its-own").asBoolean(false);
        for (JsonNode part : schema.path("allOf")) {
            open |= declare(part, declared);
        }
        return open;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = document.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }
}
