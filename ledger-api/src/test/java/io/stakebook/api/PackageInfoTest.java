package io.stakebook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a package's own page says it may use is what it uses: nothing more, and nothing that is long gone. Read is the
 * sentence that begins with "May use:", up to a semicolon; names in it are packages of the same module, and a name stands
 * for its rooms too.
 */
@AnalyzeClasses(packages = "io.stakebook", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageInfoTest {

    private static final Map<String, String> MODULES = Map.of(
            "policy", "jurisdiction-policy",
            "core", "ledger-core",
            "persistence", "ledger-persistence",
            "api", "ledger-api");

    private static final Pattern NAMED = Pattern.compile("\\{@code ([a-z.]+)}");

    @ArchTest
    static void everyPackage_usesWhatItsPageSays(JavaClasses classes) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            String root = "io.stakebook." + module.getKey() + ".";
            Map<String, Set<String>> uses = uses(classes, root);
            assertThat(uses).as(module.getKey()).hasSizeGreaterThan(5);
            Path sources = Path.of("..", module.getValue(), "src/main/java/io/stakebook", module.getKey());
            for (String room : uses.keySet()) {
                compare(root, room, sources.resolve(room.replace('.', '/')), uses, wrong);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void compare(
            String root, String room, Path sources, Map<String, Set<String>> uses, List<String> wrong)
            throws IOException {
        String page = Files.readString(sources.resolve("package-info.java")).replaceAll("\\s+\\*\\s+", " ");
        int begin = page.lastIndexOf("May use:");
        if (begin < 0) {
            wrong.add(root + room + " does not say what it may use");
            return;
        }
        String said = page.substring(begin).replaceFirst("(?s)[;/].*", "");
        if (said.contains("everything of this module")) {
            return;
        }
        Set<String> named = new TreeSet<>();
        for (Matcher each = NAMED.matcher(said); each.find(); ) {
            if (uses.keySet().stream().anyMatch(one -> within(one, each.group(1)))) {
                named.add(each.group(1));
            }
        }
        named.remove(room);
        Set<String> allowed = said.contains("and what is below them") ? below(named, uses) : named;
        Set<String> arrows = uses.getOrDefault(room, Set.of());
        for (String used : arrows) {
            if (allowed.stream().noneMatch(one -> within(used, one))) {
                wrong.add(root + room + " uses " + used + " and does not say so");
            }
        }
        String code = code(sources);
        for (String one : named) {
            if (arrows.stream().noneMatch(used -> within(used, one)) && !code.contains(root + one + ".")) {
                wrong.add(root + room + " says it may use " + one + " and does not");
            }
        }
    }

    /** The sources themselves: a constant of another package, or an exception only promised, leaves no arrow in a class. */
    private static String code(Path sources) throws IOException {
        StringBuilder code = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sources, "*.java")) {
            for (Path file : files) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }

    private static Set<String> below(Set<String> named, Map<String, Set<String>> uses) {
        Set<String> all = new TreeSet<>(named);
        Deque<String> open = new ArrayDeque<>(named);
        while (!open.isEmpty()) {
            for (String used : uses.getOrDefault(open.pop(), Set.of())) {
                if (all.add(used)) {
                    open.push(used);
                }
            }
        }
        return all;
    }

    private static boolean within(String room, String named) {
        return room.equals(named) || room.startsWith(named + ".");
    }

    /** For every package below a root, those below the same root that it uses. */
    private static Map<String, Set<String>> uses(JavaClasses classes, String root) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : classes) {
            if (!type.getPackageName().startsWith(root)) {
                continue;
            }
            String room = type.getPackageName().substring(root.length());
            Set<String> used = uses.computeIfAbsent(room, any -> new TreeSet<>());
            for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                String target = arrow.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith(root) && !target.substring(root.length()).equals(room)) {
                    used.add(target.substring(root.length()));
                }
            }
        }
        return uses;
    }
}
