package dev.forkyard.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of the system: who may know whom, and which names say too little. */
class ShapeTest {
    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.forkyard");
    }

    @Test
    void coreKnowsTheJdkCommonAndItselfOnly() {
        classes()
                .that()
                .resideInAPackage("..coordinator.schedule..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "dev.forkyard.common..",
                        "dev.forkyard.coordinator.schedule..",
                        "org.jspecify.annotations..")
                .check(ours);
    }

    @Test
    void coreAndFleetRulesHaveNoClockThreadOrRandom() {
        for (String pure :
                List.of(
                        "dev\\.forkyard\\.coordinator\\.schedule\\..*",
                        "dev\\.forkyard\\.coordinator\\.fleet\\.(Fleet|Member).*")) {
            noClasses()
                    .that()
                    .haveNameMatching(pure)
                    .and()
                    .doNotHaveSimpleName("FleetView")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.lang.Thread")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.HashMap")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.HashSet")
                    .check(ours);
        }
    }

    @Test
    void dependenciesPointOneWay() {
        onlyDependsOn("dev.forkyard.common..", "dev.forkyard.common..");
        onlyDependsOn("dev.forkyard.jobs..", "dev.forkyard.common..", "dev.forkyard.jobs..");
        onlyDependsOn("dev.forkyard.proto..", "dev.forkyard.common..", "dev.forkyard.proto..");
        onlyDependsOn(
                "dev.forkyard.worker..",
                "dev.forkyard.common..",
                "dev.forkyard.proto..",
                "dev.forkyard.worker..");
        noClasses()
                .that()
                .resideInAPackage("dev.forkyard.coordinator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.forkyard.worker..", "dev.forkyard.client..")
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage("dev.forkyard.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.forkyard.coordinator..")
                .check(ours);
    }

    @Test
    void generatedTypesLiveInAdaptersOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..coordinator.schedule..",
                        "..coordinator.loop..",
                        "..coordinator.fleet..",
                        "..coordinator.gather..",
                        "..coordinator.plan..",
                        "..coordinator.store..",
                        "..coordinator.stream..",
                        "..coordinator.watch..",
                        "..coordinator.admission..",
                        "..coordinator.engine..",
                        "dev.forkyard.jobs..",
                        "dev.forkyard.common..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.forkyard.proto..", "com.google.protobuf..", "io.grpc..")
                .check(ours);
    }

    @Test
    void jobTypesAndCommonPackagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.forkyard.common.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ours);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.forkyard.proto.v1..")
                .and()
                .resideOutsideOfPackage("dev.forkyard.proto.worker.v1..")
                .should()
                .haveNameMatching(
                        ".*(Manager|Helper|Helpers|Util|Utils|Impl|Base|Data|Info|Dto|Service)$")
                .check(ours);
    }

    @Test
    void everyPackageHasItsDoorSign() {
        TreeSet<String> without = new TreeSet<>();
        for (JavaClass one : ours) {
            boolean generated = one.getPackageName().matches("dev\\.forkyard\\.proto\\..*v1");
            if (!generated && !one.getPackage().tryGetPackageInfo().isPresent()) {
                without.add(one.getPackageName());
            }
        }

        assertThat(without).isEmpty();
    }

    private static void onlyDependsOn(String packages, String... allowed) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are ours and outside of " + String.join(", ", allowed),
                                (JavaClass target) ->
                                        target.getPackageName().startsWith("dev.forkyard")
                                                && !JavaClass.Predicates.resideInAnyPackage(allowed)
                                                        .test(target)))
                .check(ours);
    }
}
