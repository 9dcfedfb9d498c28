package io.stakebook.verifier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What Maven cannot say: of the core's jar the verifier knows the proof code and nothing else. */
@AnalyzeClasses(packages = "io.stakebook.verifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule verifierKnowsTheProofCodeAlone = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.stakebook..")
                    .and(not(resideInAnyPackage("io.stakebook.verifier..", "io.stakebook.core.proof.."))))
            .because("whoever audits the verifier reads it and the proof code, and is done");
}
