package io.stakebook.api;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesIfMatch;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.ExitOperation;
import io.stakebook.policy.facts.Activity;
import io.stakebook.policy.facts.ActivityGroup;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract and the code say the same. */
class ContractTest {

    private static final Map<?, ?> CONTRACT = contract();

    @Test
    void everyResourceMethod_isInTheContract_andTheReverse() {
        TreeSet<String> coded = new TreeSet<>();
        resourceMethods().forEach(method -> coded.add(operation(method)));

        assertThat(coded).isEqualTo(contractOperations());
    }

    /**
     * Of an object with members and others beside them the generator for Java makes a map, in which the named members are never
     * set: such a schema says {@code x-members-of-its-own} instead.
     */
    @Test
    void noSchemaWithMembers_isAMapToo() {
        List<String> maps = new ArrayList<>();
        collectMaps(CONTRACT, "", maps);

        assertThat(maps).isEmpty();
    }

    private static void collectMaps(Object node, String at, List<String> maps) {
        if (node instanceof Map<?, ?> map) {
            Object others = map.get("additionalProperties");
            if (map.containsKey("properties") && others != null && !Boolean.FALSE.equals(others)) {
                maps.add(at);
            }
            map.forEach((name, value) -> collectMaps(value, at + "/" + name, maps));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collectMaps(value, at + "/", maps));
        }
    }

    /** What the schema lists is what a refusal names; the description says where each is. */
    @Test
    void everyExitThatARefusalNames_isAnOperationOfTheCustomers() {
        Map<?, ?> named = (Map<?, ?>) resolve("#/components/schemas/PolicyProblem/properties/exitOptions")
                .orElseThrow();
        List<String> exits = ExitOperation.of(exitActivities());

        assertThat(map(named, "items").get("enum")).isEqualTo(exits);
        for (String exit : exits) {
            String operation = operationOf(exit);
            assertThat(String.valueOf(named.get("description"))).contains("`" + operation + "`");
            assertThat(resourceMethods().stream()
                            .filter(method -> operation(method).equals(shape(operation)))
                            .flatMap(method -> Stream.of(
                                    method.getAnnotation(RolesAllowed.class).value())))
                    .as(exit)
                    .contains(Roles.USER);
        }
    }

    private static List<String> exitActivities() {
        return Stream.of(Activity.values())
                .filter(activity -> activity.group() == ActivityGroup.EXIT)
                .map(Activity::name)
                .toList();
    }

    /** Method and path of the contract's operation with this id. */
    private static String operationOf(String id) {
        List<String> found = new ArrayList<>();
        paths().forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (operation instanceof Map<?, ?> one && id.equals(one.get("operationId"))) {
                found.add(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path);
            }
        }));
        assertThat(found).as(id).hasSize(1);
        return found.get(0);
    }

    /** Names that the languages of clients have already. */
    @Test
    void noSchema_isNamedAsAWordOfALanguage() {
        assertThat(CONTRACT.get("components"))
                .extracting("schemas", as(MAP))
                .doesNotContainKeys("Date", "Break", "Class", "Object", "Error", "Function", "List", "Map", "Set");
    }

    /**
     * JAX-RS picks the class by the longest literal path before it looks at methods, and does not come back (Jakarta REST
     * 3.1 section 3.7.2): two classes may share a path, but none may lie inside another's.
     */
    @Test
    void everyResourceClass_hasAPathThatNoOtherClassReachesInto() {
        Set<String> roots = new TreeSet<>();
        resourceMethods()
                .forEach(method -> roots.add(
                        method.getDeclaringClass().getAnnotation(Path.class).value()));

        assertThat(resourceMethods()).allSatisfy(method -> {
            String root = method.getDeclaringClass().getAnnotation(Path.class).value();
            Path below = method.getAnnotation(Path.class);
            assertThat(root)
                    .doesNotContain("{")
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotContain("/"),
                            path -> assertThat(path).isEqualTo("/"));
            if (root.equals("/")) {
                assertThat(below).isNotNull();
                assertThat(roots).doesNotContain(below.value().split("/", -1)[0]);
            }
        });
    }

    @Test
    void everyResourceMethod_saysWhoMayCallIt() {
        assertThat(resourceMethods())
                .allMatch(method ->
                        method.isAnnotationPresent(RolesAllowed.class) || method.isAnnotationPresent(PermitAll.class));
    }

    @Test
    void everyPost_inTheContract_wantsAnIdempotencyKey_andMayBeADryRun() {
        paths().forEach((path, item) -> {
            if (((Map<?, ?>) item).get("post") instanceof Map<?, ?> post) {
                assertThat(String.valueOf(post.get("parameters")))
                        .as("POST %s", path)
                        .contains("#/components/parameters/idempotencyKey", "#/components/parameters/dryRun");
            }
        });
    }

    /** A read without the annotation refuses every parameter, one with it reads its own. */
    @Test
    void reads_takeAQuery_exactlyWhereTheContractDeclaresOne() {
        Set<String> declared = new TreeSet<>();
        paths().forEach((path, item) -> {
            if (((Map<?, ?>) item).get("get") instanceof Map<?, ?> get && takesQuery(get)) {
                declared.add("GET " + shape(path.toString()));
            }
        });
        Set<String> coded = new TreeSet<>();
        resourceMethods().stream()
                .filter(method -> method.isAnnotationPresent(GET.class) && method.isAnnotationPresent(TakesQuery.class))
                .forEach(method -> coded.add(operation(method)));

        assertThat(coded).isNotEmpty().isEqualTo(declared);
    }

    /** Elsewhere the header is refused before the operation begins. */
    @Test
    void ifMatch_isTaken_exactlyWhereTheContractDeclaresIt() {
        Set<String> declared = new TreeSet<>();
        paths().forEach((path, item) -> ((Map<?, ?>) item).forEach((verb, operation) -> {
            if (String.valueOf(operation).contains("#/components/parameters/ifMatch")) {
                declared.add(String.valueOf(verb).toUpperCase(Locale.ROOT) + " " + shape(path.toString()));
            }
        }));
        Set<String> coded = new TreeSet<>();
        resourceMethods().stream()
                .filter(method -> method.isAnnotationPresent(TakesIfMatch.class))
                .forEach(method -> coded.add(operation(method)));

        assertThat(coded).isNotEmpty().isEqualTo(declared);
    }

    private static boolean takesQuery(Map<?, ?> operation) {
        return operation.get("parameters") instanceof List<?> parameters
                && parameters.stream()
                        .map(one -> ((Map<?, ?>) one).get("$ref") instanceof String reference
                                ? resolve(reference).orElseThrow()
                                : one)
                        .anyMatch(one -> "query".equals(((Map<?, ?>) one).get("in")));
    }

    @Test
    void everyReference_inTheContract_leadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(CONTRACT, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as(reference).isPresent());
    }

    @Test
    void everyLeafSchema_inTheContract_hasAnExample() {
        List<String> without = new ArrayList<>();
        map(map(CONTRACT, "components"), "schemas")
                .forEach((name, schema) -> leavesWithoutExample(String.valueOf(name), (Map<?, ?>) schema, without));

        assertThat(without).isEmpty();
    }

    /** A generated client takes an integer without a width for one of 32 bits, and a sequence outgrows those. */
    @Test
    void everyInteger_inTheContract_saysItsWidth() {
        List<String> without = new ArrayList<>();
        integersWithoutWidth("", CONTRACT, without);

        assertThat(without).isEmpty();
    }

    private static void integersWithoutWidth(String path, Object node, List<String> without) {
        if (node instanceof Map<?, ?> map) {
            if ("integer".equals(map.get("type")) && !List.of("int32", "int64").contains(map.get("format"))) {
                without.add(path);
            }
            map.forEach((key, value) -> integersWithoutWidth(path + "/" + key, value, without));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                integersWithoutWidth(path + "/" + i, list.get(i), without);
            }
        }
    }

    private static void leavesWithoutExample(String path, Map<?, ?> schema, List<String> without) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, inner) -> leavesWithoutExample(path + "." + name, (Map<?, ?>) inner, without));
        } else if (schema.get("items") instanceof Map<?, ?> items) {
            if (!schema.containsKey("example")) {
                leavesWithoutExample(path + "[]", items, without);
            }
        } else if (schema.get("type") instanceof String type
                && !type.equals("object")
                && !schema.containsKey("example")
                && !schema.containsKey("enum")) {
            without.add(path);
        }
    }

    private static Set<String> contractOperations() {
        TreeSet<String> operations = new TreeSet<>();
        paths().forEach((path, item) -> ((Map<?, ?>) item)
                .keySet().stream()
                        .map(String::valueOf)
                        .filter(key ->
                                List.of("get", "post", "put", "delete", "patch").contains(key))
                        .forEach(method ->
                                operations.add(method.toUpperCase(Locale.ROOT) + " " + shape(path.toString()))));
        return operations;
    }

    private static String operation(Method method) {
        String verb = Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
        Path onClass = method.getDeclaringClass().getAnnotation(Path.class);
        Path onMethod = method.getAnnotation(Path.class);
        String path = "/v1/" + onClass.value() + "/" + (onMethod == null ? "" : onMethod.value());
        return verb + " " + shape(path.replaceAll("/+", "/").replaceAll("/$", ""));
    }

    /** Names of path parameters do not matter, their places do. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static List<Method> resourceMethods() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.stakebook.api");
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
                .toList();
    }

    private static Map<?, ?> paths() {
        return map(CONTRACT, "paths");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String name) {
        if (parent.get(name) instanceof Map<?, ?> child) {
            return child;
        }
        throw new IllegalStateException("the contract has no " + name);
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("$ref".equals(key)) {
                    references.add(String.valueOf(value));
                }
                collect(value, references);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, references));
        }
    }

    private static Optional<Object> resolve(String reference) {
        @Nullable Object node = CONTRACT;
        for (String part : reference.substring(2).split("/", -1)) {
            node = node instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return Optional.ofNullable(node);
    }

    private static Map<?, ?> contract() {
        try (InputStream in = ContractTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
