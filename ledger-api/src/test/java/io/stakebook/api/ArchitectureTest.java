package io.stakebook.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What Maven's module borders cannot say. */
@AnalyzeClasses(packages = "io.stakebook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule coreAndPolicyArePureJava = noClasses()
            .that()
            .resideInAnyPackage("io.stakebook.core..", "io.stakebook.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "org.eclipse..",
                    "org.apache..",
                    "org.bouncycastle..",
                    "org.postgresql..",
                    "java.sql..")
            .because("the rules of the book are tested and trusted without a server, a database or a broker");

    @ArchTest
    static final ArchRule policyDoesNotKnowTheLedger = noClasses()
            .that()
            .resideInAPackage("io.stakebook.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stakebook.core..", "io.stakebook.api..", "io.stakebook.persistence..")
            .because("a policy is evaluated by auditors who have no ledger");

    @ArchTest
    static final ArchRule apiDoesNotKnowPersistence = noClasses()
            .that()
            .resideInAPackage("io.stakebook.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stakebook.persistence..", "java.sql..", "jakarta.persistence..")
            .because("HTTP talks to the core's ports, so that the store can change without it");

    @ArchTest
    static final ArchRule persistenceDoesNotKnowTheApi = noClasses()
            .that()
            .resideInAPackage("io.stakebook.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stakebook.api..")
            .because("dependencies point one way");

    @ArchTest
    static final ArchRule coreFeaturesHaveNoCycles = slices().matching("io.stakebook.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule proofFeaturesHaveNoCycles = slices().matching("io.stakebook.core.proof.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule policyFeaturesHaveNoCycles = slices().matching("io.stakebook.policy.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule apiFeaturesHaveNoCycles = slices().matching("io.stakebook.api.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule roomsOfRequestsHaveNoCycles = slices().matching("io.stakebook.api.http.(*)..")
            .should()
            .beFreeOfCycles()
            .because("arrows between the rooms of a request go one way: list, body, problem, json");

    @ArchTest
    static final ArchRule persistenceFeaturesHaveNoCycles = slices().matching("io.stakebook.persistence.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule nobodySeesHowABatchIsDecidedAndWritten = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .and()
            .resideOutsideOfPackage("io.stakebook.persistence.posting..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stakebook.persistence.posting.batch..", "io.stakebook.persistence.posting.row..")
            .because("a batch is decided and written inside the posting engine, and nowhere else");

    @ArchTest
    static final ArchRule postingUsesNoneOfItsRooms = noClasses()
            .that()
            .resideInAPackage("io.stakebook.persistence.posting")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.stakebook.persistence.posting.batch..",
                    "io.stakebook.persistence.posting.row..",
                    "io.stakebook.persistence.posting.engine..")
            .because("arrows between the rooms of the posting engine go one way: engine, row, batch, posting");

    @ArchTest
    static final ArchRule decidingABatchKnowsNeitherItsRowsNorTheEngine = noClasses()
            .that()
            .resideInAPackage("io.stakebook.persistence.posting.batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.stakebook.persistence.posting.row..", "io.stakebook.persistence.posting.engine..")
            .because("arrows between the rooms of the posting engine go one way: engine, row, batch, posting");

    @ArchTest
    static final ArchRule writingRowsDoesNotKnowTheEngine = noClasses()
            .that()
            .resideInAPackage("io.stakebook.persistence.posting.row..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.stakebook.persistence.posting.engine..")
            .because("arrows between the rooms of the posting engine go one way: engine, row, batch, posting");

    @ArchTest
    static final ArchRule convertersStayInside = classes()
            .that()
            .areAnnotatedWith(Converter.class)
            .should()
            .resideInAPackage("io.stakebook.persistence..")
            .allowEmptyShould(true)
            .because("the form of a column is nobody else's business");

    @ArchTest
    static final ArchRule entitiesStayInside = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAnnotatedWith(Embeddable.class)
            .should()
            .resideInAPackage("io.stakebook.persistence..")
            .andShould()
            .bePackagePrivate()
            .allowEmptyShould(true)
            .because("the shape of a table is nobody else's business");

    @ArchTest
    static final ArchRule jaxRsStaysAtTheEdge = noClasses()
            .that(resideInAPackage("io.stakebook..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.stakebook.api.http..", "io.stakebook.api.security..", "io.stakebook.api.submission..")))
                    .and(DescribedPredicate.describe(
                            "are no resources",
                            (JavaClass type) -> !type.getSimpleName().endsWith("Resource"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("what a request means is decided where requests are read");

    @ArchTest
    static final ArchRule resourceMethodsNameTheirRoles = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class)
            .because("what is not said to be open is closed");

    @ArchTest
    static final ArchRule noFloatingPointFields = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.stakebook..")
            .should()
            .haveRawType(floatingPoint())
            .because("money does not round by accident");

    @ArchTest
    static final ArchRule noFloatingPointResults = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("io.stakebook.core..", "io.stakebook.policy..", "io.stakebook.api..")
            .should()
            .haveRawReturnType(floatingPoint())
            .because("money does not round by accident");

    @ArchTest
    static final ArchRule divisionNamesItsRounding = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .should()
            .callMethod(BigDecimal.class, "divide", BigDecimal.class)
            .orShould()
            .callConstructor(BigDecimal.class, double.class)
            .orShould()
            .callMethod(BigInteger.class, "doubleValue")
            .because("a remainder has an owner and a rounding has a name");

    @ArchTest
    static final ArchRule timeAndIdsAreInjected = noClasses()
            .that()
            .resideInAnyPackage("io.stakebook.core..", "io.stakebook.policy..", "io.stakebook.api..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .because("a decision must be replayable with the time and the ids it had");

    @ArchTest
    static final ArchRule systemClockIsMadeInOnePlace = noClasses()
            .that()
            .resideInAnyPackage("io.stakebook.core..", "io.stakebook.api..")
            .and()
            .doNotHaveFullyQualifiedName("io.stakebook.api.Wiring")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .because("whoever asks for the time says which clock he means");

    @ArchTest
    static final ArchRule noJavaUtilLogging = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("System.Logger is enough and binds us to nobody");

    @ArchTest
    static final ArchRule noInjectedFields =
            noFields().should().beAnnotatedWith(Inject.class).because("a constructor shows what an object needs");

    @ArchTest
    static final ArchRule staticFieldsAreFinal = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.stakebook..")
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("state that nobody owns is state that everybody breaks");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
            .because("such a name fits anything and explains nothing");

    @ArchTest
    static final ArchRule proofStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.stakebook.core.proof..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.stakebook..")
                    .and(DescribedPredicate.not(resideInAPackage("io.stakebook.core.proof.."))))
            .because("the verifier carries the proof code and nothing else of ours");

    @ArchTest
    static final ArchRule onlyTheRelayKnowsKafka = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .and()
            .resideOutsideOfPackage("io.stakebook.api.relay..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("a broker is one way out of several");

    @ArchTest
    static final ArchRule onlySigningKnowsBouncyCastle = noClasses()
            .that()
            .resideInAPackage("io.stakebook..")
            .and()
            .resideOutsideOfPackage("io.stakebook.api.signing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("private keys are handled in one place");

    private static DescribedPredicate<JavaClass> floatingPoint() {
        return DescribedPredicate.describe(
                "floating point",
                type -> type.isEquivalentTo(double.class)
                        || type.isEquivalentTo(float.class)
                        || type.isEquivalentTo(Double.class)
                        || type.isEquivalentTo(Float.class));
    }
}
