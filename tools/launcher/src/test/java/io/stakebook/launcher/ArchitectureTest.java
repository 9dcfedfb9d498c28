package io.stakebook.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What Maven cannot say: of the core's jar the launcher knows the proof code and nothing else. */
@AnalyzeClasses(packages = "io.stakebook.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule launcherKnowsTheLedgerFromOutside = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.stakebook..")
                    .and(not(resideInAnyPackage(
                            "io.stakebook.launcher..", "io.stakebook.verifier..", "io.stakebook.core.proof.."))))
            .because("a demo that shares arithmetic with the ledger shows nothing");

    @ArchTest
    static final ArchRule roomsHaveNoCycles = slices().matching("io.stakebook.launcher.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a room that can be read alone can be changed alone");
}
