package io.stakebook.launcher.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two files a server is started from.
 *
 * @param war the ledger's WAR
 * @param payara the Payara Micro jar
 */
public record Distribution(Path war, Path payara) {

    /** System property that names the WAR when it is not where the build puts it. */
    public static final String WAR_PROPERTY = "stakebook.war";

    /** System property that names the Payara Micro jar when it is not where the build puts it. */
    public static final String PAYARA_PROPERTY = "stakebook.payara";

    private static final Path BUILT_WAR = Path.of("ledger-api", "target", "stakebook.war");
    private static final Path COPIED_PAYARA = Path.of("tools", "launcher", "target", "payara", "payara-micro.jar");

    public Distribution {
        require(war, "the ledger's WAR", "build it with: mvn -Pfast -DskipTests -pl ledger-api -am package");
        require(payara, "Payara Micro", "fetch it with: mvn -Pfast -DskipTests -pl tools/launcher -am package");
    }

    /** What the build of this source tree made, wherever in the tree we were started. */
    public static Distribution built() {
        return new Distribution(find(WAR_PROPERTY, BUILT_WAR), find(PAYARA_PROPERTY, COPIED_PAYARA));
    }

    private static Path find(String property, Path inTree) {
        String given = System.getProperty(property);
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("stakebook")) && Files.exists(at.resolve("pom.xml"))) {
                return at.resolve(inTree);
            }
        }
        return start.resolve(inTree);
    }

    private static void require(Path file, String what, String remedy) {
        if (!Files.isReadable(file)) {
            throw new LaunchFailed(what + " is not at " + file + "; " + remedy);
        }
    }
}
