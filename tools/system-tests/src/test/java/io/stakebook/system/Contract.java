package io.stakebook.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The OpenAPI document in the WAR, and whether answers keep to it: status, media type, headers and body of every operation
 * it describes. A validator nobody of ours wrote reads it.
 */
public final class Contract {

    private static final String ENTRY = "WEB-INF/classes/META-INF/openapi.yaml";

    private final byte[] document;
    private final OpenApiInteractionValidator validator;
    private final DeclaredMembers members;
    private final AtomicLong checked = new AtomicLong();

    private Contract(byte[] document) {
        this.document = document;
        this.members = new DeclaredMembers(document);
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        new String(document, StandardCharsets.UTF_8))
                .withLevelResolver(LevelResolver.create()
                        // Paths and methods that are not there are asked for on purpose.
                        .withLevel("validation.request.path.missing", Level.IGNORE)
                        .withLevel("validation.request.operation.notAllowed", Level.IGNORE)
                        // The validator closes each part of an allOf, which nothing can satisfy. DeclaredMembers looks
                        // instead.
                        .withLevel("validation.schema.additionalProperties", Level.IGNORE)
                        .build())
                .build();
    }

    public static Contract in(Path war) {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            ZipEntry entry = Optional.ofNullable(zip.getEntry(ENTRY))
                    .orElseThrow(() -> new IllegalStateException(war + " holds no " + ENTRY));
            try (InputStream in = zip.getInputStream(entry)) {
                return new Contract(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] document() {
        return document.clone();
    }

    /** How many answers were held against the document so far. */
    long checked() {
        return checked.get();
    }

    /** @throws AssertionError when the document says otherwise */
    public void check(String method, String path, Answer answer) {
        if (!path.startsWith("/v1/")) {
            return;
        }
        int query = path.indexOf('?');
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().map().forEach((name, values) -> response.withHeader(name, values.toArray(String[]::new)));
        if (answer.body().length > 0) {
            response.withBody(answer.body());
        }
        Optional<Method> known = known(method);
        if (known.isEmpty()) {
            return;
        }
        ValidationReport report =
                validator.validateResponse(query < 0 ? path : path.substring(0, query), known.get(), response.build());
        checked.incrementAndGet();
        assertThat(report.getMessages().stream()
                        .filter(message -> message.getLevel() == Level.ERROR)
                        .map(message -> message.getKey() + ": " + message.getMessage())
                        .collect(Collectors.joining("\n")))
                .as("%s, answered with %d %s, against openapi.yaml", answer.request(), answer.status(), answer.text())
                .isEmpty();
        assertThat(members.missing(
                        method,
                        query < 0 ? path : path.substring(0, query),
                        answer.status(),
                        answer.header("Content-Type").split(";", -1)[0].strip(),
                        answer.json()))
                .as(
                        "%s, answered with %d %s: members that openapi.yaml does not name",
                        answer.request(), answer.status(), answer.text())
                .isEmpty();
    }

    private static Optional<Method> known(String method) {
        return Optional.ofNullable(
                Map.of("GET", Method.GET, "POST", Method.POST, "PUT", Method.PUT, "DELETE", Method.DELETE)
                        .get(method));
    }
}
